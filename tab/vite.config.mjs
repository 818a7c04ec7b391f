import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/tab/',
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  // The server puts a fresh value in place of this mark in each answer, in its header and in the page.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    sourcemap: true,
    target: 'es2022',
    // Nothing is inlined as a data: address, so that the policy need not allow them for scripts or fonts.
    assetsInlineLimit: 0,
    // A browser without it fetches the parts a little later.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
})
