import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const variable = 'INTERACT_TEST_RUN'

/** The folder that the processes of one test run share; the first call creates it. */
export const testRun = (): string => (process.env[variable] ??= mkdtempSync(join(tmpdir(), 'interact-test-')))
