import type { CallAnswer, WindowMessage } from '../../protocol/callWindowMessages.ts'

export type PanelConnection = ReturnType<typeof createPanelConnection>

const responseTimeoutMs = 10_000

/** Connects to the panel that opened this window. Messages are exchanged only with that window and with our own origin. */
export function createPanelConnection() {
  const panel = () => window.opener as Window | null
  const post = (message: WindowMessage) => panel()?.postMessage(message, location.origin)
  return {
    post,
    /** Requests a ticket and the call intent. Resolves with null if no panel responds. */
    requestTicket: (): Promise<CallAnswer | null> =>
      new Promise((resolve) => {
        const stop = (answer: CallAnswer | null) => {
          clearTimeout(timer)
          removeEventListener('message', onMessage)
          resolve(answer)
        }
        const onMessage = ({ source, origin, data }: MessageEvent<CallAnswer>) => {
          if (source === panel() && origin === location.origin) stop(data)
        }
        const timer = setTimeout(stop, panel() ? responseTimeoutMs : 0, null)
        addEventListener('message', onMessage)
        post({ type: 'callWindow' })
      }),
  }
}
