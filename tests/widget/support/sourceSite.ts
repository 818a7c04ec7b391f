import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from '@swc/core'
import { startLoopback } from '#infra/local/http/loopback'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const ours = /^\/(widget|client|tests\/widget\/support)\/[\w/]+\.tsx?$/
const libraries =
  /^\/node_modules\/(preact\/([\w-]+\/)?dist\/\w+\.mjs|@messageformat\/runtime\/esm\/\w+\.js|make-plural\/cardinals\.mjs)$/
const imports = {
  preact: '/node_modules/preact/dist/preact.mjs',
  'preact/hooks': '/node_modules/preact/hooks/dist/hooks.mjs',
  '#client/': '/client/',
  '@messageformat/runtime': '/node_modules/@messageformat/runtime/esm/runtime.js',
  '@messageformat/runtime/lib/cardinals': '/node_modules/@messageformat/runtime/esm/cardinals.js',
  'make-plural/cardinals': '/node_modules/make-plural/cardinals.mjs',
  'preact/jsx-runtime': '/node_modules/preact/jsx-runtime/dist/jsxRuntime.mjs',
}

/** A page with one source module and style sheets. */
export interface SourcePage {
  module: string
  styles?: readonly string[]
}

/** Serves pages with the widget's sources, transpiled on request. The query parameter `policy` sets the Permissions-Policy header. */
export const startSourceSite = (pages: Record<string, SourcePage>) =>
  startLoopback(0, 'PORT', async ({ path: asked, query }) => {
    // `#client/retry` has no file extension.
    const path = /^\/client\/[\w/]+$/.test(asked) ? `${asked}.ts` : asked
    const page = pages[path]
    if (page) return { body: htmlOf(page), headers: { 'permissions-policy': query.get('policy') ?? '' } }
    if (path === '/favicon.ico') return { status: 204, body: '' }
    if (path.startsWith('/widget/') && path.endsWith('.css'))
      return { type: 'text/css', body: await readFile(root + path, 'utf8') }
    if (libraries.test(path)) return { type: 'text/javascript', body: await readFile(root + path, 'utf8') }
    if (!ours.test(path)) return undefined
    const { code } = await transform(await readFile(root + path, 'utf8'), {
      jsc: {
        parser: { syntax: 'typescript', tsx: path.endsWith('x') },
        target: 'es2022',
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'es6' },
    })
    return { type: 'text/javascript', body: code }
  })

const htmlOf = ({ module, styles = [] }: SourcePage) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Widget</title>${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('')}
<script type="importmap">${JSON.stringify({ imports })}</script><script type="module" src="${module}"></script></head>
<body></body></html>`
