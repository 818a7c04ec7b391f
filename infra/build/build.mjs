import { installMissing, main } from './run.mjs'
import { isBuilt, noteBuilt, sourcesNow } from './sources.mjs'

/** Installs missing dependencies and builds into dist/, unless the sources have not changed since the last build. */
await main(async () => {
  installMissing()
  // Imported late: its libraries may just have been installed.
  const { compileCatalogues } = await import('./catalogues.mjs')
  compileCatalogues()
  const sources = sourcesNow()
  if (isBuilt(sources)) return
  console.log('Building ...')
  const [{ buildServer }, { buildBrowser }] = await Promise.all([import('./server.mjs'), import('./browser.mjs')])
  buildServer()
  await buildBrowser()
  noteBuilt(sources)
})
