import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Database } from '#api/adapters/postgres/database/database'
import { readMigrations } from '#api/adapters/postgres/database/migrate'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import { openPostgres } from '#api/adapters/postgres/database/openPostgres'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { query, sharedPostgres } from './postgres.ts'
import { testRun } from './testRun.ts'

interface OpenOptions {
  /** Folders with the suite's own migrations, run after those of the product. */
  migrations?: readonly URL[]
  /** How long a caller waits for a connection, in milliseconds. */
  patience?: number
}

/** Opens a new, migrated, empty database, which is closed and dropped when the suite ends. */
export type OpenDatabase = <Schema>(options?: OpenOptions) => Promise<Database<Schema>>

const shared = await sharedPostgres()

const version = readMigrations()
  .map(({ number, checksum }) => `${number}${checksum.slice(0, 6)}`)
  .join('_')
  .slice(-40)

const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)

const withDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href

/** Creates the template of the other databases, once per state of the migrations. */
async function makeTemplate(url: string): Promise<string> {
  const name = `interact_${version}`
  const exists = `select from pg_database where datname = '${name}'`
  if ((await query(url, exists)).length > 0) return name
  const draft = `draft_${randomUUID()}`
  await query(url, `create database "${draft}"`)
  const database = openPostgres(withDatabase(url, draft))
  await database.migrate()
  await database.close()
  try {
    await query(url, `alter database "${draft}" rename to "${name}"`)
  } catch {
    // Another process has created it meanwhile.
    await query(url, `drop database "${draft}"`)
  }
  return name
}

/** Creates a migrated PostgreSQL database. */
export async function makePostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  if ('skipped' in shared) throw new Error(`There is no PostgreSQL: ${shared.skipped}`)
  const { url } = shared
  const name = `test_${randomUUID()}`
  await query(url, `create database "${name}" template "${await makeTemplate(url)}"`)
  const drop = async () => {
    await query(url, `drop database if exists "${name}" with (force)`)
  }
  return { url: withDatabase(url, name), drop }
}

/** A dump of a migrated embedded database; loading it is faster than migrating a new one. */
export async function pgliteTemplate(): Promise<Blob> {
  const path = join(testRun(), `pglite_${version}.tar`)
  if (!existsSync(path)) {
    const database = await openPglite({ memory: true })
    await database.migrate()
    const archive = await database.dump()
    await database.close()
    const draft = `${path}.${randomUUID()}`
    writeFileSync(draft, Buffer.from(await archive.arrayBuffer()))
    renameSync(draft, path)
  }
  return new Blob([readFileSync(path)])
}

/**
 * Opens a migrated, empty database for a world: on PostgreSQL where there is one, because the embedded database takes
 * seconds to open. Closing it also drops it.
 */
export async function openWorldDatabase(): Promise<InteractDatabase> {
  if ('skipped' in shared) return await openPglite<Tables>({ memory: await pgliteTemplate() })
  const { url, drop } = await makePostgresDatabase()
  const database = openPostgres<Tables>(url)
  return {
    ...database,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}

/** Runs `vacuum analyze`, which changes query plans, on every PostgreSQL database of the suite. Does nothing on the embedded one. */
export type Vacuum = () => Promise<void>
type Suite = (open: OpenDatabase, vacuum: Vacuum) => void
type Opened = { database: Database<never>; vacuum: Vacuum; drop: () => Promise<void> }

const openEmbedded = async (options: OpenOptions): Promise<Opened> => ({
  database: await openPglite(
    { memory: await pgliteTemplate() },
    options.patience === undefined ? {} : { patience: options.patience },
  ),
  vacuum: () => Promise.resolve(),
  drop: () => Promise.resolve(),
})

const openServer = async (options: OpenOptions): Promise<Opened> => {
  const { url, drop } = await makePostgresDatabase()
  return {
    database: openPostgres(url, options.patience === undefined ? {} : { patience: options.patience }),
    vacuum: async () => {
      await query(url, 'vacuum analyze')
    },
    drop,
  }
}

function describeOn(name: string, suite: Suite, opener: (options: OpenOptions) => Promise<Opened>): void {
  describe(name, () => {
    const opened: Opened[] = []
    const open = async <Schema>(options: OpenOptions = {}) => {
      const fresh = await opener(options)
      opened.push(fresh)
      if (options.migrations) await fresh.database.migrate([own, ...options.migrations])
      return fresh.database as unknown as Database<Schema>
    }
    suite(open, async () => {
      await Promise.all(opened.map(({ vacuum }) => vacuum()))
    })
    afterAll(async () => {
      for (const { database, drop } of opened) {
        await database.close()
        await drop()
      }
    })
  })
}

/** Runs one suite on the embedded database and on PostgreSQL. `REQUIRE_POSTGRES=1` turns a missing PostgreSQL into a failure. */
export function describeEachDatabase(name: string, suite: Suite): void {
  describeOn(`${name} (PGlite)`, suite, openEmbedded)
  describePostgres(name, suite)
}

/** Runs one suite on PostgreSQL only, for behaviour that the embedded database does not have. */
export function describePostgres(name: string, suite: Suite): void {
  if (!('skipped' in shared)) describeOn(`${name} (PostgreSQL)`, suite, openServer)
  else describeWithoutPostgres(name, shared.skipped)
}

function describeWithoutPostgres(name: string, why: string): void {
  if (process.env.REQUIRE_POSTGRES === '1') {
    test(`${name} (PostgreSQL)`, () => expect(`PostgreSQL is required here, but ${why}`).toBe(''))
    return
  }
  process.stderr.write(`PostgreSQL was skipped for "${name}": ${why}\n`)
  describe.skip(`${name} (PostgreSQL)`, () => test('is skipped', () => undefined))
}
