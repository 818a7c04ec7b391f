import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Express } from 'express'

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
