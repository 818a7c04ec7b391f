import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** Listens, or says in one sentence that the port is taken and which variable moves it. */
export const listen = (server: Server, port: number, host: string, variable: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`Port ${port} is taken. Free it, or set ${variable} to another port.`) : error)
    })
    server.listen(port, host, resolve)
  })

/** Stops accepting, lets what was taken finish, and cuts what does not end in time. */
export const close = (server: Server, within: number): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve()
    // Whoever asks on a connection that stays open asks elsewhere next time.
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('Connection', 'close')
    })
    const timer = setTimeout(() => server.closeAllConnections(), within)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
