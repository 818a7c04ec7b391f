import { installMissing, main } from './run.mjs'
import { isBuilt, noteBuilt, sourcesNow } from './sources.mjs'

/** Installs what is missing, and builds what runs unless it stands in dist/ as the sources would make it. */
await main(async () => {
  installMissing()
  const sources = sourcesNow()
  if (isBuilt(sources)) return
  console.log('Building ...')
  const [{ buildServer }, { buildBrowser }] = await Promise.all([import('./server.mjs'), import('./browser.mjs')])
  buildServer()
  await buildBrowser()
  noteBuilt(sources)
})
