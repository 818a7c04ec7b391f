import { build, main } from './run.mjs'

await main(async () => {
  build()
  await import('../../dist/infra/local/main.js')
})
