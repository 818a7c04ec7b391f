import { rmSync } from 'node:fs'
import { stopSharedPostgres } from '../database/postgres.ts'
import { testRun } from '../database/testRun.ts'

/** Stops what the run started and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  await stopSharedPostgres()
  rmSync(testRun(), { recursive: true, force: true })
}
