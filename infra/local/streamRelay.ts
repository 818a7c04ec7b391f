import { WebSocket, WebSocketServer } from 'ws'
import type { Upgrade } from './http/loopback.ts'

export type StreamRelay = {
  upgrade: Upgrade
  /** Opens the Playground's end of the stream. */
  onFrame: (address: string) => Promise<void>
  /** Tells every page that has not been welcomed yet what was said so far, and from now on all there is. */
  welcome: () => void
  close: () => void
}

/**
 * Hears one stream of the Playground for all pages. The Playground tells a message once, to the pages that are open, and a page drops
 * what comes before it is ready; here each page gets the last `remembered` messages when it is welcomed, and the others as they come.
 */
export function streamRelay(remembered: number): StreamRelay {
  const pages = new WebSocketServer({ noServer: true })
  const welcomed = new WeakSet<WebSocket>()
  const said: string[] = []
  let source: WebSocket | undefined

  const upgrade: Upgrade = (request, socket, head) => {
    pages.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => {
        page.terminate()
      })
    })
  }

  const onFrame = (address: string) =>
    new Promise<void>((resolve, reject) => {
      source = new WebSocket(address)
      source.once('open', resolve)
      source.on('error', reject)
      source.on('message', (data: Buffer) => {
        const message = data.toString()
        said.push(message)
        said.splice(0, said.length - remembered)
        for (const page of pages.clients) if (welcomed.has(page)) page.send(message)
      })
    })

  const welcome = () => {
    for (const page of pages.clients) {
      if (welcomed.has(page)) continue
      welcomed.add(page)
      for (const message of said) page.send(message)
    }
  }

  const close = () => {
    source?.terminate()
    for (const page of pages.clients) page.terminate()
  }
  return { upgrade, onFrame, welcome, close }
}
