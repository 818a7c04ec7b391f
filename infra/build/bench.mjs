import { main } from './run.mjs'
import { buildAll } from './build.mjs'

await main(async () => {
  await buildAll()
  const { buildFolders } = await import('./server.mjs')
  buildFolders(['tests/bench', 'tests/support', 'tests/adapters'])
  await import('../../dist/tests/bench/main.js')
})
