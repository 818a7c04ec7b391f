import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { minify } from '@swc/core'
import { build, defaultClientConditions, defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const outDir = fileURLToPath(new URL('../dist/widget/', import.meta.url))

/** The loader is one classic script: also kept under a name that changes with its content, with what SRI needs. */
async function buildLoader() {
  await build({
    configFile: false,
    root: here,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2020',
      minify: false,
      lib: { entry: `${here}loader/loader.ts`, formats: ['iife'], name: 'interactLoader', fileName: () => 'loader.js' },
    },
  })
  // Every page pays for these bytes: three passes of this minifier leave the fewest.
  const options = { compress: { passes: 3, ecma: 2020 }, mangle: { toplevel: true }, ecma: 2020 }
  const { code } = await minify(readFileSync(`${outDir}loader.js`, 'utf8'), options)
  writeFileSync(`${outDir}loader.js`, code)
  const file = `loader.${createHash('sha256').update(code).digest('hex').slice(0, 12)}.js`
  writeFileSync(outDir + file, code)
  return { file, integrity: integrityOf(code) }
}

const integrityOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`

/** Builds the loader after the pages and writes `manifest.json`: which files there are, and their hashes. */
const loaderAndManifest = {
  name: 'interact-loader-and-manifest',
  async writeBundle(_options, bundle) {
    const panel = {}
    for (const [file, part] of Object.entries(bundle))
      panel[file] = { integrity: integrityOf('code' in part ? part.code : part.source) }
    const manifest = { loader: await buildLoader(), panel }
    writeFileSync(`${outDir}manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  },
}

/** What is loaded later brings no styles: of the helper of Vite that would wait for them, no byte is worth its way. */
const plainDynamicImports = {
  name: 'interact-plain-dynamic-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null),
}

export default defineConfig({
  root: here,
  base: '/widget/v1/',
  publicDir: false,
  plugins: [plainDynamicImports, loaderAndManifest],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    // The calling SDK is what it is; it is loaded for a Teams meeting alone.
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      input: { panel: `${here}panel.html`, preview: `${here}preview.html`, call: `${here}call.html` },
    },
  },
})
