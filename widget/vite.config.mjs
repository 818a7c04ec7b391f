import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { minify } from '@swc/core'
import { build, defaultClientConditions, defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const outDir = fileURLToPath(new URL('../dist/widget/', import.meta.url))

const lists = 'packages/'
/** Vite lists the packages in a bundle, for the page of notices. */
const licensesOf = (page) => ({ fileName: `${lists}${page}.json` })

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
      license: licensesOf('loader'),
      minify: false,
      lib: { entry: `${here}loader/loader.ts`, formats: ['iife'], name: 'interactLoader', fileName: () => 'loader.js' },
    },
  })
  // Every host page loads these bytes: three passes of this minifier give the smallest result. Arrow functions are safe because
  // the loader has no function that is called with `new`.
  const compress = { passes: 3, ecma: 2020, unsafe_arrows: true }
  const options = { compress, mangle: { toplevel: true }, ecma: 2020 }
  const { code } = await minify(readFileSync(`${outDir}loader.js`, 'utf8'), options)
  writeFileSync(`${outDir}loader.js`, code)
  const file = `loader.${createHash('sha256').update(code).digest('hex').slice(0, 12)}.js`
  writeFileSync(outDir + file, code)
  return { file, integrity: integrityOf(code) }
}

const integrityOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`

/** Replaces Vite's preload helper: dynamically imported modules have no styles to wait for. */
const plainDynamicImports = {
  name: 'interact-plain-dynamic-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null),
}

/**
 * The build of one page. Pages are built apart, because a shared file would be larger than what a page uses of it and would be
 * loaded twice anyway: browsers partition their cache, and the panel runs in a frame of a foreign page, the call window does not.
 */
const pageBuild = (page, ...plugins) => ({
  configFile: false,
  root: here,
  base: '/widget/v1/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [plainDynamicImports, ...plugins],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2022',
    license: licensesOf(page),
    modulePreload: false,
    assetsInlineLimit: 0,
    // The calling SDK exceeds the default limit; it is loaded only for Teams meetings.
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      input: { [page]: `${here}${page}.html` },
      // The builds that a plugin of the panel's build runs would be reported as a slow plugin.
      checks: { bundlerTimings: false },
    },
  },
})

/** Builds the other pages and the loader after the panel, and writes `manifest.json` with the files and their hashes. */
const otherPagesAndLoader = {
  name: 'interact-other-pages-and-loader',
  async writeBundle(_options, bundle) {
    const files = [...Object.values(bundle)]
    for (const page of ['preview', 'call']) files.push(...(await build(pageBuild(page))).output)
    const panel = {}
    for (const file of files)
      if (!file.fileName.startsWith(lists))
        panel[file.fileName] = { integrity: integrityOf('code' in file ? file.code : file.source) }
    const manifest = { loader: await buildLoader(), panel }
    writeFileSync(`${outDir}manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  },
}

const panelBuild = pageBuild('panel', otherPagesAndLoader)
export default defineConfig({ ...panelBuild, build: { ...panelBuild.build, emptyOutDir: true } })
