import { existsSync } from 'node:fs'
import { pack } from './pack.mjs'
import { root } from './run.mjs'

/** Bundles and packs what browsers load: the tab and the widget, each with a configuration in its own room. */
export async function buildBrowser() {
  const { build } = await import('vite')
  for (const room of ['tab', 'widget']) {
    const config = `${root}${room}/vite.config.mjs`
    if (!existsSync(config)) continue
    await build({ configFile: config, logLevel: 'warn' })
    pack(`${root}dist/${room}`)
  }
}
