import { existsSync } from 'node:fs'
import { pack } from './pack.mjs'
import { root } from './run.mjs'

/** Bundles the tab and the widget, each with the Vite configuration in its room, and writes gzip files beside the output. */
export async function buildBrowser() {
  const { build } = await import('vite')
  for (const room of ['tab', 'widget']) {
    const config = `${root}${room}/vite.config.mjs`
    if (!existsSync(config)) continue
    await build({ configFile: config, logLevel: 'warn' })
    pack(`${root}dist/${room}`)
  }
}
