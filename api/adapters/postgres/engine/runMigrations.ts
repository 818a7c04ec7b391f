import { openDatabase } from './openDatabase.ts'

/** Brings the database at `url` to this version. Answers the names of the migrations that were done. */
export async function runMigrations(url: string): Promise<string[]> {
  const database = await openDatabase(url)
  try {
    return await database.migrate()
  } finally {
    await database.close()
  }
}
