import type { BrowserContext, Frame, Page } from 'playwright-core'
import { eventually } from './eventually.ts'

declare global {
  interface Window {
    connections: RTCPeerConnection[]
  }
}

/** Runs in a page: records its peer connections from now on for `heardAndSeen`. */
export const keepConnectionsHere = (): void => {
  window.connections = []
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.connections.push(this)
    }
  }
}

/** Records the peer connections of every page that this context opens from now on. */
export const keepConnections = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(keepConnectionsHere)
}

/** Media received so far: total audio energy and number of decoded video frames. */
const received = (place: Page | Frame): Promise<{ energy: number; pictures: number }> =>
  place.evaluate(async () => {
    const sum = { energy: 0, pictures: 0 }
    for (const connection of window.connections)
      for (const stats of (await connection.getStats()).values() as Iterable<Record<string, unknown>>)
        if (stats.type === 'inbound-rtp') {
          sum.energy += Number(stats.totalAudioEnergy ?? 0)
          sum.pictures += Number(stats.framesDecoded ?? 0)
        }
    return sum
  })

/** Waits until more audio and video arrives. */
export async function heardAndSeen(place: Page | Frame): Promise<void> {
  const before = await received(place)
  await eventually(async () => {
    const now = await received(place)
    return now.energy > before.energy && now.pictures > before.pictures
  }, 'audio and video arrive')
}
