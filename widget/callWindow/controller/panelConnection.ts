import type { CallAnswer, WindowMessage } from '../../protocol/callWindowMessages.ts'

export type PanelConnection = ReturnType<typeof openPanelConnection>

const answerWithin = 10_000

/** The panel that has opened this window: a page of our own origin, spoken to and heard at exactly that. */
export function openPanelConnection() {
  const panel = () => window.opener as Window | null
  const post = (message: WindowMessage) => panel()?.postMessage(message, location.origin)
  return {
    dispatch: post,
    /** Asks for a ticket and what is wanted; null where no panel answers any more. */
    ask: (): Promise<CallAnswer | null> =>
      new Promise((answered) => {
        const stop = (answer: CallAnswer | null) => {
          clearTimeout(timer)
          removeEventListener('message', onMessage)
          answered(answer)
        }
        const onMessage = ({ source, origin, data }: MessageEvent<CallAnswer>) => {
          if (source === panel() && origin === location.origin) stop(data)
        }
        const timer = setTimeout(stop, panel() ? answerWithin : 0, null)
        addEventListener('message', onMessage)
        post({ type: 'callWindow' })
      }),
  }
}
