import { createServer } from 'node:net'

/** Ports that are free now. */
export const freePorts = (count: number): Promise<number[]> =>
  Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<number>((resolve, reject) => {
          const server = createServer()
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => {
            const address = server.address()
            server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
          })
        }),
    ),
  )
