import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** One step of the schema: a numbered SQL file. */
export interface Migration {
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

/** The migrations in these folders (by default Interact's own), in the order in which they run. */
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
