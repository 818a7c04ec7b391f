import { createServer } from 'node:net'

// Below the ports that the system gives to outgoing connections: one of those may take a port between looking and using.
// Browsers refuse 10,080 and some below it. Each process has a block of its own, so that suites side by side do not meet either.
const first = 11_000
const blocks = 50
const perBlock = 200
const block = first + (process.pid % blocks) * perBlock
let next = Math.floor(Math.random() * perBlock)

/** Ports that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = []
  for (let tried = 0; found.length < count; tried++) {
    if (tried === perBlock) throw new Error(`No ${count} ports are free from ${block} on`)
    const port = block + (next++ % perBlock)
    if (await isFree(port)) found.push(port)
  }
  return found
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
