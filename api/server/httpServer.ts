import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Express, RequestHandler } from 'express'
import gzipStatic from 'express-static-gzip'

/**
 * Creates an HTTP server for an Express app. Express replaces the prototype of every request and response, which
 * disables V8's fast paths. Constructors that already have the app's prototypes avoid this and send the same bytes.
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
  /** How long a browser may cache a file, in milliseconds. */
  maxAge: number
  /** The file name contains a hash of the content. */
  immutable?: boolean
  setHeaders?: (response: ServerResponse) => void
}

/** Serves the files of a folder, in the smallest form that the build has created and the browser accepts: Brotli, gzip or as they are. */
export const compressedFiles = (folder: string, options: CompressedFilesOptions): RequestHandler =>
  gzipStatic(folder, {
    index: false,
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    serveStatic: { redirect: false, ...options },
  })
