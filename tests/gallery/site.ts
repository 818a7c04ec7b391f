import { readFileSync, realpathSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer, defaultClientConditions } from 'vite'
import { recordReads } from './recordReads.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pages: Record<string, string> = {
  '/': 'tests/gallery/page/index.html',
  '/exhibit.html': 'tests/gallery/page/exhibit.html',
}

export interface Site {
  url: string
  close: () => Promise<void>
}

/** Serves the gallery on this machine alone. `follows`: open pages load again after a change of a source file. */
export async function startSite(port: number, follows: boolean): Promise<Site> {
  const server = createHttpServer()
  // Pictures need no warnings of React's, and are drawn in half the time without.
  if (!follows) process.env.NODE_ENV = 'production'
  const vite = await createServer({
    ...{ root, configFile: false, publicDir: false, appType: 'custom', logLevel: 'error', clearScreen: false },
    cacheDir: join(root, follows ? '.cache/vite/gallery' : '.cache/vite/galleryPictures'),
    mode: follows ? 'development' : 'production',
    plugins: [recordReads],
    resolve: {
      conditions: ['source', ...defaultClientConditions],
      alias: [
        { find: 'node:crypto', replacement: join(root, 'tests/gallery/exhibits/nodeInBrowser.ts') },
        { find: '@microsoft/teams-js', replacement: join(root, 'tests/gallery/exhibits/teamsClient.ts') },
      ],
    },
    // Found before the first page asks for them: a library that is found later loads every page again.
    optimizeDeps: { entries: ['tests/gallery/page/index.tsx', 'tests/gallery/page/exhibit.ts'] },
    server: {
      middlewareMode: true,
      fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
      hmr: { server },
      watch: follows ? { ignored: ['**/.cache/**', '**/.data/**', '**/dist/**'] } : null,
    },
  })
  server.on('request', (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const page = pages[path]
    if (page === undefined) {
      vite.middlewares(request, response, () => response.writeHead(404).end())
      return
    }
    vite
      .transformIndexHtml(path, readFileSync(join(root, page), 'utf8'))
      .then((html) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html))
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  const close = async () => {
    server.closeAllConnections()
    await Promise.all([vite.close(), new Promise((resolve) => server.close(resolve))])
  }
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const taken = error.code === 'EADDRINUSE'
        reject(taken ? new Error(`Port ${port} is taken. Free it, or set GALLERY_PORT to another port.`) : error)
      })
      server.listen(port, '127.0.0.1', resolve)
    })
  } catch (error) {
    await vite.close()
    throw error
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
