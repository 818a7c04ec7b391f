import type { Connection } from './connection.ts'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

interface Applied {
  number: number
  name: string
  checksum: string
}

// Key of the advisory lock: arbitrary, but the same in every version of Interact.
const advisoryLock = 7_260_043_112

const table = `
create table if not exists interact_migrations (
  number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
)`

/** The pending migrations. Throws if the database is newer than this version, or if a file was changed or skipped. */
function pendingOf(known: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const done = new Map(applied.map((each) => [each.number, each]))
  const newest = Math.max(-1, ...done.keys())
  for (const { number, name } of applied) {
    if (!known.some((each) => each.number === number)) {
      throw new Error(`The database is newer than this version of Interact: it has ${name}, which is not known here.`)
    }
  }
  for (const { number, name, checksum } of known) {
    const before = done.get(number)
    if (before === undefined && number < newest) {
      throw new Error(`${name} was left out when later migrations ran. Give it the next free number.`)
    }
    if (before !== undefined && before.checksum !== checksum) {
      throw new Error(`${name} was changed after it ran. Undo the change and write a new migration.`)
    }
  }
  return known.filter(({ number }) => !done.has(number))
}

const apply = async (connection: Connection, { number, name, sql, checksum }: Migration): Promise<void> => {
  try {
    // With `row_security = off` a statement fails instead of silently skipping the rows that row-level security hides.
    await connection.script(`begin; set local lock_timeout = '10s'; set local row_security = off; ${sql}`)
    const text = 'insert into interact_migrations (number, name, checksum) values ($1, $2, $3)'
    await connection.run({ text, values: [number, name, checksum] })
    const command = await connection.script('commit')
    if (command !== 'COMMIT') throw new Error('it was rolled back')
  } catch (error) {
    await connection.script('rollback').catch(() => undefined)
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/**
 * Applies the pending migrations, each file in its own transaction, and resolves to their names. An advisory lock lets
 * only one process migrate at a time.
 */
export async function migrate(connection: Connection, folders?: readonly URL[]): Promise<string[]> {
  const known = readMigrations(folders)
  await connection.script(`select pg_advisory_lock(${advisoryLock})`)
  try {
    await connection.script(table)
    const { rows } = await connection.run({
      text: 'select number, name, checksum from interact_migrations',
      values: [],
    })
    const pending = pendingOf(known, rows as Applied[])
    for (const migration of pending) await apply(connection, migration)
    return pending.map(({ name }) => name)
  } finally {
    await connection.script(`select pg_advisory_unlock(${advisoryLock})`).catch(() => undefined)
  }
}

/** One schema migration: a numbered SQL file. */
interface Migration {
  number: number
  name: string
  sql: string
  checksum: string
}

const own = new URL('../migrations/', import.meta.url)

const readMigration = (folder: URL, name: string): Migration => {
  const number = /^(\d{3})_\w+\.sql$/.exec(name)?.[1]
  if (number === undefined) throw new Error(`A migration is named like 001_name.sql, not ${name}.`)
  const sql = readFileSync(new URL(name, folder), 'utf8')
  return { number: Number(number), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

/** Reads the migrations in these folders (by default Interact's own), sorted by number. */
export function readMigrations(folders: readonly URL[] = [own]): Migration[] {
  const found = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => readMigration(folder, name)),
  )
  found.sort((a, b) => a.number - b.number)
  found.forEach((migration, at) => {
    const before = found[at - 1]
    if (before?.number === migration.number)
      throw new Error(`${before.name} and ${migration.name} have the same number.`)
  })
  return found
}
