import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { writeNotices } from './notices.mjs'
import { pack } from './pack.mjs'
import { root } from './run.mjs'

/**
 * Bundles the tab and the widget, each with the Vite configuration in its room, and writes compressed files beside the output.
 * The notices follow: they name what the bundles really contain.
 */
export async function buildBrowser() {
  const { build } = await import('vite')
  const bundled = []
  for (const room of ['tab', 'widget']) {
    const config = `${root}${room}/vite.config.mjs`
    if (!existsSync(config)) continue
    await build({ configFile: config, logLevel: 'warn' })
    pack(`${root}dist/${room}`)
    bundled.push(...packagesIn(`${root}dist/${room}/packages`))
  }
  writeNotices(bundled)
}

/** The packages in the bundles of a room: Vite writes a list for each page. */
const packagesIn = (folder) =>
  readdirSync(folder).flatMap((page) => JSON.parse(readFileSync(`${folder}/${page}`, 'utf8')))
