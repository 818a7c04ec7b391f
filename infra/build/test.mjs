import { build, main, run } from './run.mjs'

/** Every test, or the ones named on the command line; ends with jest's own summary. */
await main(() => {
  build()
  run(process.execPath, [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--config=tests/jest.config.js',
    ...process.argv.slice(2),
  ])
})
