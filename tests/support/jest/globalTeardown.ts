import { rmSync } from 'node:fs'
import { stopSharedPostgres } from '../database/postgres.ts'
import { testRun } from '../database/testRun.ts'

/** Stops the PostgreSQL of the run and removes the run's folder. */
export default async function globalTeardown(): Promise<void> {
  await stopSharedPostgres()
  rmSync(testRun(), { recursive: true, force: true })
}
