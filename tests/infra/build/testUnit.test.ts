import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { built } from '../../support/built.ts'

const program = fileURLToPath(new URL('../../../infra/build/testUnit.mjs', import.meta.url))
// A run of jest within another one must not share the folder that both remove at their end.
const { INTERACT_TEST_RUN: _shared, ...env } = process.env

test('runs the tests of a path without a build', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'tests/client/retry'], {
    env,
    encoding: 'utf8',
  })
  expect(stderr).toContain('1 passed, 1 total')
  expect(stdout).not.toContain('Building')
  expect(status).toBe(0)
})

test('a test that needs the build and finds none says so in one sentence', () => {
  expect(() => built('nowhere/index.html')).toThrow(
    'This test needs the build, and dist/nowhere/index.html does not exist: run "npm run build", or use "npm test".',
  )
})
