import { build, main } from './run.mjs'

/** Builds and starts the embedded world. `--reset` empties its data folder first. */
await main(async () => {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((argument) => argument !== '--reset')
  if (unknown.length > 0) throw new Error(`npm start does not know ${unknown.join(' ')}. It accepts only: -- --reset`)
  build()
  if (asked.length > 0) {
    const { resetData } = await import('../../dist/infra/local/dataFolder.js')
    console.log(resetData(process.env))
  }
  await import('../../dist/infra/local/main.js')
})
