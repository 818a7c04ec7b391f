import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Path of a file or folder of the build, for tests that run what was built. Throws one sentence if it does not exist.
 * `npm run test:unit` recognizes the tests that need a build by their import of this module.
 */
export function built(path: string): string {
  const absolute = fileURLToPath(new URL(`../../dist/${path}`, import.meta.url))
  if (existsSync(absolute)) return absolute
  throw new Error(`This test needs the build, and dist/${path} does not exist: run "npm run build", or use "npm test".`)
}
