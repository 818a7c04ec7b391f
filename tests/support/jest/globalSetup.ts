import { testRun } from '../database/testRun.ts'

/** Creates the folder that all processes of this run share. The first suite that needs PostgreSQL starts it there. */
export default function globalSetup(): void {
  testRun()
}
