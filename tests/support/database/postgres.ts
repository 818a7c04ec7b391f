import { existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres, stopPostgres } from './postgresServer.ts'
import { testRun } from './testRun.ts'

/** The PostgreSQL server of this run, or why there is none. The account in `url` may create databases and roles. */
export type SharedPostgres = { url: string; pid?: number } | { skipped: string }

const patience = 60_000

const stateFile = () => join(testRun(), 'postgres.json')

const known = (): SharedPostgres | undefined =>
  existsSync(stateFile()) ? (JSON.parse(readFileSync(stateFile(), 'utf8')) as SharedPostgres) : undefined

const isFirst = (): boolean => {
  try {
    openSync(join(testRun(), 'postgres.starting'), 'wx')
    return true
  } catch {
    return false
  }
}

export async function query(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows
  } finally {
    await client.end()
  }
}

/** An ordinary account, as in production: row-level security does not apply to superusers. */
const makeOwner = 'create role interact_owner login createdb createrole'

const start = async (): Promise<SharedPostgres> => {
  const given = process.env.TEST_DATABASE_URL
  if (given !== undefined) return { url: given }
  try {
    const server = await startPostgres(testRun())
    await query(server.url('postgres'), makeOwner)
    return { url: server.url('postgres', 'interact_owner'), pid: server.pid }
  } catch (error) {
    return { skipped: error instanceof Error ? error.message : String(error) }
  }
}

/** The server at `TEST_DATABASE_URL`, else one that is started once for the whole run. */
export async function sharedPostgres(): Promise<SharedPostgres> {
  if (known() === undefined && isFirst()) {
    const state = await start()
    writeFileSync(`${stateFile()}.new`, JSON.stringify(state))
    renameSync(`${stateFile()}.new`, stateFile())
    return state
  }
  for (const end = Date.now() + patience; Date.now() < end;) {
    const state = known()
    if (state !== undefined) return state
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`PostgreSQL was not started within ${patience / 1_000} s`)
}

export async function stopSharedPostgres(): Promise<void> {
  const state = known()
  if (state !== undefined && 'url' in state && state.pid !== undefined) await stopPostgres(testRun(), state.pid)
}
