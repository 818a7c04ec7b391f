import { build, jest, main } from './run.mjs'

/** Runs jest with the arguments of the command line; without arguments it runs every test. */
await main(() => {
  build()
  jest(process.argv.slice(2))
})
