import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Express, RequestHandler } from 'express'
import gzipStatic from 'express-static-gzip'

/**
 * An HTTP server for an Express app. Express sets the prototype of every request and response, which makes V8 give up
 * its fast paths; constructors whose prototypes are the app's own spare that and answer the same bytes.
 */
export function createHttpServer(app: Express): Server {
  const server = createServer(
    {
      IncomingMessage: withPrototype(IncomingMessage, app.request),
      ServerResponse: withPrototype(ServerResponse, app.response),
    },
    app,
  )
  server.requestTimeout = 30_000
  server.headersTimeout = 15_000
  server.keepAliveTimeout = 65_000
  return server
}

function withPrototype<Base extends typeof IncomingMessage | typeof ServerResponse>(
  base: Base,
  prototype: object,
): Base {
  function made(this: object, ...args: unknown[]) {
    Reflect.apply(base, this, args)
  }
  made.prototype = prototype
  return made as unknown as Base
}

interface CompressedFilesOptions {
  /** Milliseconds that a browser may keep a file. */
  maxAge: number
  /** The name changes with the content. */
  immutable?: boolean
  setHeaders?: (response: ServerResponse) => void
}

/** The files of a folder, as gzip where the build has packed one and the browser takes it. */
export const compressedFiles = (folder: string, options: CompressedFilesOptions): RequestHandler =>
  gzipStatic(folder, { index: false, serveStatic: { redirect: false, ...options } })

/** How long an answer asks to wait, in milliseconds: seconds or a date; null where it names no time. */
export function retryAfterOf(header: string | null): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}
