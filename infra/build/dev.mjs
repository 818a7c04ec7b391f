import { register } from 'node:module'
import { installMissing, main } from './run.mjs'

/** Starts the embedded world from its sources and keeps it as they are now. Runs with `--conditions=source`. */
await main(async () => {
  const [unknown] = process.argv.slice(2)
  if (unknown !== undefined) throw new Error(`npm run dev accepts no arguments, so not ${unknown}`)
  installMissing()
  const { compileCatalogues } = await import('./catalogues.mjs')
  compileCatalogues()
  register('./dev/sourceHooks.mjs', import.meta.url)
  await import('../local/dev/main.ts')
})
// What has started already would keep a process alive that could not start whole.
if (process.exitCode) process.exit()
