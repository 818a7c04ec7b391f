import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { join } from 'node:path'
import { build, createServer, defaultClientConditions, normalizePath, type ViteDevServer } from 'vite'
import type { Handler } from './front.ts'

const tabBase = '/tab/'
const widgetBase = '/widget/v1/'
/** Vite's own paths and files; everything else is the product's. */
const isModule = (path: string): boolean => /^@(?!dev)|^node_modules\/|\.\w+$/.test(path)
const below = (base: string, request: IncomingMessage): string | null => {
  const path = request.url?.split('?')[0] ?? ''
  return path.startsWith(base) ? path.slice(base.length) : null
}

export interface DevPages {
  tab: Handler
  widget: Handler
  /** Writes the pages that the server sends, which depend on the HTML files. */
  writePages: () => Promise<void>
  buildLoader: () => Promise<void>
  reloadTab: () => void
  close: () => Promise<void>
}

/**
 * Serves the modules of tab and widget below the product's own addresses, compiled on request by Vite. The pages
 * themselves come from the server, with the policies of production: no policy is relaxed, because scripts and Vite's
 * WebSocket are from the page's own origin, and the one inline script that Vite adds becomes a file.
 */
export async function startDevPages(
  root: string,
  assets: string,
  tabServer: Server,
  onWidgetChange: () => void,
): Promise<DevPages> {
  const allowed = [root, realpathSync(join(root, 'node_modules'))]
  const common = { appType: 'custom', logLevel: 'warn', clearScreen: false } as const
  const tab = await createServer({
    ...common,
    configFile: join(root, 'tab/vite.config.mjs'),
    cacheDir: join(root, '.cache/vite/tab'),
    server: { middlewareMode: true, hmr: { server: tabServer }, fs: { allow: allowed } },
  })
  const widget = await createServer({
    ...common,
    configFile: false,
    root: join(root, 'widget'),
    base: widgetBase,
    publicDir: false,
    cacheDir: join(root, '.cache/vite/widget'),
    resolve: { conditions: ['source', ...defaultClientConditions] },
    optimizeDeps: {
      noDiscovery: true,
      include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime'],
    },
    server: { middlewareMode: true, hmr: false, ws: false, fs: { allow: allowed } },
  })
  // Without a WebSocket of its own Vite calls no hook for hot updates. It forgets the old module in the same turn.
  widget.watcher.on('change', (path) => {
    const { moduleGraph } = widget.environments.client
    if (moduleGraph.getModulesByFile(normalizePath(path))) setImmediate(onWidgetChange)
  })
  const inline = new Map<string, string>()
  let loader = ''

  const tabPage = async (): Promise<string> => {
    const html = readFileSync(join(root, 'tab/index.html'), 'utf8').replaceAll('"./', '"/')
    const page = await tab.transformIndexHtml('/index.html', html)
    return page.replace(/(<script type="module"[^>]*)>([^<]+)<\/script>/g, (_all, open: string, code: string) => {
      const path = `@dev/inline-${createHash('sha1').update(code).digest('hex').slice(0, 8)}.js`
      inline.set(path, code)
      return `${open} src="${tabBase}${path}"></script>`
    })
  }

  return {
    tab: (request, response, next) => {
      const path = below(tabBase, request)
      const code = inline.get(path ?? '')
      if (code !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(code)
      else if (path !== null && isModule(path)) tab.middlewares(request, response, next)
      else next()
    },
    widget: (request, response, next) => {
      const path = below(widgetBase, request)
      if (path === 'loader.js') {
        response.writeHead(200, loaderHeaders).end(loader)
      } else if (path !== null && isModule(path)) widget.middlewares(request, response, next)
      else next()
    },
    writePages: async () => {
      for (const folder of ['tab/assets', 'widget']) mkdirSync(join(assets, folder), { recursive: true })
      writeFileSync(join(assets, 'tab/index.html'), await tabPage())
      for (const name of ['panel.html', 'preview.html', 'call.html']) {
        const html = readFileSync(join(root, 'widget', name), 'utf8')
        writeFileSync(join(assets, 'widget', name), html.replaceAll('"./', `"${widgetBase}`))
      }
    },
    buildLoader: async () => {
      loader = await loaderCode(root)
      const integrity = `sha384-${createHash('sha384').update(loader).digest('base64')}`
      const manifest = { loader: { file: 'loader.js', integrity }, panel: {} }
      writeFileSync(join(assets, 'widget/manifest.json'), JSON.stringify(manifest))
    },
    reloadTab: () => reloadAll(tab),
    close: async () => {
      await Promise.all([tab.close(), widget.close()])
    },
  }
}

const reloadAll = (vite: ViteDevServer) => vite.ws.send({ type: 'full-reload' })

const loaderHeaders = {
  'content-type': 'text/javascript',
  'cache-control': 'no-store',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

/** The loader is a classic script, so Vite cannot serve it module by module. */
async function loaderCode(root: string): Promise<string> {
  const entry = join(root, 'widget/loader/loader.ts')
  const built = await build({
    configFile: false,
    root: join(root, 'widget'),
    logLevel: 'warn',
    mode: 'development',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'interactLoader' } },
  })
  const [output] = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : []
  if (output?.type !== 'chunk') throw new Error('The loader could not be built')
  return output.code
}
