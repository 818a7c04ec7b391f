import { main } from './run.mjs'
import { buildAll } from './build.mjs'

await main(async () => {
  await buildAll()
  await import('../../dist/api/migrate.js')
})
