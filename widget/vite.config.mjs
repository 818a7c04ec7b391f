import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { minify } from '@swc/core'
import { build, defaultClientConditions, defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const outDir = fileURLToPath(new URL('../dist/widget/', import.meta.url))

/** Builds the loader as one classic script. A second copy has a content hash in its name and is meant for snippets with SRI. */
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
  // Every host page loads these bytes: three passes of this minifier give the smallest result.
  const options = { compress: { passes: 3, ecma: 2020 }, mangle: { toplevel: true }, ecma: 2020 }
  const { code } = await minify(readFileSync(`${outDir}loader.js`, 'utf8'), options)
  writeFileSync(`${outDir}loader.js`, code)
  const file = `loader.${createHash('sha256').update(code).digest('hex').slice(0, 12)}.js`
  writeFileSync(outDir + file, code)
  return { file, integrity: integrityOf(code) }
}

const integrityOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`

/** Builds the loader after the pages and writes `manifest.json` with the files and their hashes. */
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

/** Replaces Vite's preload helper: dynamically imported modules have no styles to wait for. */
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
    // The calling SDK exceeds the default limit; it is loaded only for Teams meetings.
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      input: { panel: `${here}panel.html`, preview: `${here}preview.html`, call: `${here}call.html` },
    },
  },
})
