import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const variable = 'INTERACT_TEST_RUN'

/** The folder that one run of the tests shares between its processes; made by the first who asks. */
export const testRun = (): string => (process.env[variable] ??= mkdtempSync(join(tmpdir(), 'interact-test-')))
