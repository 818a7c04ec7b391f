import { runMigrations } from './adapters/postgres/engine/runMigrations.ts'
import { readDatabaseUrl } from './config.ts'
import { orExit } from './orExit.ts'

const done = await runMigrations(orExit(() => readDatabaseUrl(process.env)))
process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `Done: ${done.join(', ')}\n`)
