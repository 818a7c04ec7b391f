import { register } from 'node:module'
import { compileCatalogues } from '../../infra/build/catalogues.mjs'
import { main } from '../../infra/build/run.mjs'

/** `npm run gallery`: runs from its sources, with `--conditions=source`. */
await main(async () => {
  compileCatalogues()
  register('../../infra/build/dev/sourceHooks.mjs', import.meta.url)
  const { runGallery } = await import('./main.ts')
  await runGallery(process.argv.slice(2), process.env)
})
// What has started already would keep a process alive that could not start whole.
if (process.exitCode) process.exit()
