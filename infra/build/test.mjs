import { build, main, run } from './run.mjs'

/** Runs jest with the arguments of the command line; without arguments it runs every test. */
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
