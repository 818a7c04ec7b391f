import { build, main } from './run.mjs'

await main(async () => {
  build()
  await import('../../dist/api/migrate.js')
})
