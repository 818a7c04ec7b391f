import { WebSocket, WebSocketServer } from 'ws'
import type { Upgrade } from './http/loopback.ts'

export type StreamRelay = {
  upgrade: Upgrade
  /** Connects to the Playground's stream. */
  connect: (address: string) => Promise<void>
  /** Sends the recorded messages to every new page, and later messages as they arrive. */
  welcome: () => void
  close: () => void
}

/**
 * Relays one WebSocket stream of the Playground to all pages. The Playground sends a message once, to the pages that are open, and a page
 * drops messages that arrive before it is ready. The relay replays the last `remembered` messages to a page that is ready.
 */
export function streamRelay(remembered: number): StreamRelay {
  const pages = new WebSocketServer({ noServer: true })
  const welcomed = new WeakSet<WebSocket>()
  const recorded: string[] = []
  let source: WebSocket | undefined

  const upgrade: Upgrade = (request, socket, head) => {
    pages.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => {
        page.terminate()
      })
    })
  }

  const connect = (address: string) =>
    new Promise<void>((resolve, reject) => {
      source = new WebSocket(address)
      source.once('open', resolve)
      source.on('error', reject)
      source.on('message', (data: Buffer) => {
        const message = data.toString()
        recorded.push(message)
        recorded.splice(0, recorded.length - remembered)
        for (const page of pages.clients) if (welcomed.has(page)) page.send(message)
      })
    })

  const welcome = () => {
    for (const page of pages.clients) {
      if (welcomed.has(page)) continue
      welcomed.add(page)
      for (const message of recorded) page.send(message)
    }
  }

  const close = () => {
    source?.terminate()
    for (const page of pages.clients) page.terminate()
  }
  return { upgrade, connect, welcome, close }
}
