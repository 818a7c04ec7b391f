import { build, main } from './run.mjs'

await main(async () => {
  build()
  const { buildFolders } = await import('./server.mjs')
  buildFolders(['tests/bench', 'tests/support', 'tests/adapters'])
  await import('../../dist/tests/bench/main.js')
})
