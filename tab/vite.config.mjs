import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/**
 * teams-js fetches Microsoft's newest list of hosts as soon as it is imported, although it ships with one. Without a
 * connection that is a red error on every load. It still fetches the list when a host is not on its own.
 */
const withoutPrefetch = {
  name: 'teams-js-without-prefetch',
  transform(code, id) {
    if (!/teams-js.+validOrigins\.js$/.test(id)) return undefined
    const prefetch = /(?<=[;}])\w+\(\);(?=export\{)/
    if (!prefetch.test(code)) throw new Error('teams-js fetches its list of hosts in another way: see validOrigins.js')
    return { code: code.replace(prefetch, ''), map: null }
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/tab/',
  plugins: [react(), withoutPrefetch],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  // The server replaces this placeholder with a fresh nonce in each response, in the header and in the page.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    sourcemap: true,
    license: { fileName: 'packages/tab.json' },
    target: 'es2022',
    // No data: URLs, so that the Content Security Policy need not allow them for scripts or fonts.
    assetsInlineLimit: 0,
    // Browsers without module preload only load the chunks a little later.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    // Every page needs what the entry imports: two files compress better than dozens and take fewer requests. The libraries
    // stay apart, so that a release without new versions of them does not load them again. So does the entry: it awaits imports,
    // which would wait for it in turn if they imported its file.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial'] },
            { name: 'shell', test: (id) => !/[\\/]tab[\\/](index\.html|main\.tsx)/.test(id), tags: ['$initial'] },
          ],
        },
      },
    },
  },
})
