import { main, installMissing } from './run.mjs'

export async function buildAll() {
  installMissing()
  const [{ buildServer }, { buildBrowser }] = await Promise.all([import('./server.mjs'), import('./browser.mjs')])
  buildServer()
  await buildBrowser()
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main(buildAll)
