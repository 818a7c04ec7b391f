import { createServer } from 'node:net'

// Below the ephemeral ports: an outgoing connection could take one of those between the check and the use.
// Above 10,080, which browsers block like some lower ports. Each process has its own block, so that parallel suites do not collide.
const first = 11_000
const blocks = 50
const perBlock = 200
const block = first + (process.pid % blocks) * perBlock
let next = Math.floor(Math.random() * perBlock)

/** Finds ports that are free now. */
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
