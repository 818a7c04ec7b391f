import { readDatabaseUrl } from './config.ts'
import { exitOnError } from './lifecycle.ts'
import { openDatabase } from './adapters/postgres/database/openDatabase.ts'

/** Migrates the database at `url` and resolves to the names of the applied migrations. */
async function runMigrations(url: string): Promise<string[]> {
  const database = await openDatabase(url)
  try {
    return await database.migrate()
  } finally {
    await database.close()
  }
}

const done = await runMigrations(exitOnError(() => readDatabaseUrl(process.env)))
process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `Done: ${done.join(', ')}\n`)
