import { existsSync } from 'node:fs'
import { installMissing, jest, listTests, main, root } from './run.mjs'
import { isBuilt, sourcesNow } from './sources.mjs'

/** Every test that runs what was built asks this module for it. */
const builtModule = 'tests/support/built.ts'

/** Runs jest without a build: on the paths of the command line or, without any, on every test that needs no build. */
await main(async () => {
  installMissing()
  const { compileCatalogues } = await import('./catalogues.mjs')
  compileCatalogues()
  const asked = process.argv.slice(2)
  if (asked.length === 0) {
    const needBuild = new Set(listTests(['--findRelatedTests', builtModule]))
    jest(['--runTestsByPath', ...listTests([]).filter((path) => !needBuild.has(path))])
    return
  }
  if (existsSync(`${root}dist`) && !isBuilt(sourcesNow()))
    console.log('The build is older than the sources: tests that need a build run the older one.')
  jest(asked)
})
