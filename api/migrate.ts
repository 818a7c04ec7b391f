import { readDatabaseUrl } from './config.ts'
import { exitOnError } from './lifecycle.ts'
import { openDatabase } from './adapters/postgres/database/openDatabase.ts'

/** Brings the database at `url` to this version. Answers the names of the migrations that were done. */
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
