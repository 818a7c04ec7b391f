import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { findBinaries, unprivileged } from './postgresBinaries.ts'

export interface PostgresServer {
  pid: number
  /** URL of one of its databases, for the superuser or for another role. */
  url: (database: string, user?: string) => string
}

const patience = 30_000

const pause = () => new Promise((resolve) => setTimeout(resolve, 30))

const addressIn = (folder: string, database: string, user = 'postgres'): string =>
  `postgres://${user}@localhost/${database}?host=${encodeURIComponent(folder)}`

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Starts a server in `folder` and initializes it first if needed. It listens only on a socket in that folder. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  if (process.platform === 'win32') throw new Error('on Windows the tests need a server at TEST_DATABASE_URL')
  const bin = findBinaries(folder)
  if (bin === undefined) throw new Error('no binaries of PostgreSQL were found')
  const account = unprivileged()
  const home = join(folder, 'server')
  const data = join(home, 'data')
  const options = { cwd: home, ...account }
  if (!existsSync(data)) {
    chmodSync(folder, 0o755)
    mkdirSync(home, { mode: 0o700 })
    if (account) chownSync(home, account.uid, account.gid)
    const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
    const made = spawnSync(join(bin, 'initdb'), flags, { ...options, encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
  }
  const log = openSync(join(folder, 'postgres.log'), 'a')
  const settings = ['listen_addresses=', 'fsync=on', 'shared_buffers=32MB', 'max_connections=100']
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', home, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', log, log] },
  )
  const { pid } = server
  server.on('error', () => undefined)
  server.unref()
  const url = (database: string, user?: string) => addressIn(home, database, user)
  const end = Date.now() + patience
  while (pid === undefined || !(await answers(url('postgres')))) {
    if (server.exitCode !== null || Date.now() > end) {
      throw new Error(`PostgreSQL did not start: ${readFileSync(join(folder, 'postgres.log'), 'utf8').slice(-2_000)}`)
    }
    await pause()
  }
  return { pid, url }
}

/** Stops the server in `folder` by a fast shutdown (SIGINT), and kills it after ten seconds. */
export async function stopPostgres(folder: string, pid: number): Promise<void> {
  const running = join(folder, 'server/data/postmaster.pid')
  process.kill(pid, 'SIGINT')
  for (const end = Date.now() + 10_000; existsSync(running) && Date.now() < end;) await pause()
  if (existsSync(running)) process.kill(pid, 'SIGKILL')
}
