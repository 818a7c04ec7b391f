import { testRun } from '../database/testRun.ts'

/** Gives all processes of this run one folder. What is costly (PostgreSQL) is started there by the first suite that needs it. */
export default function globalSetup(): void {
  testRun()
}
