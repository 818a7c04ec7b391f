import type { FailureCode } from '#client/retry'
import type { CallWindowEntered } from '#core/contract/customerApi'
import type { CallAnswer, CallIntent, WindowMessage } from '../../protocol/callWindowMessages.ts'
import type { CallApi } from './callApi.ts'

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

export interface AdmissionOptions {
  panel: Pick<PanelConnection, 'requestTicket'>
  calls: Pick<CallApi, 'enter'>
  onAccent: (accent: string | null) => void
  /** A token was issued; `expiresAt` is an ISO date. */
  onToken: (expiresAt: string) => void
  /** `alone`: no panel responds. */
  onRefused: (why: FailureCode | 'alone') => void
}

export interface Admitted {
  entered: CallWindowEntered
  intent: CallIntent
}

/** Gets a ticket from the panel and exchanges it for a token. Concurrent calls share one request, because a ticket is valid once. */
export function createAdmission({ panel, calls, onAccent, onToken, onRefused }: AdmissionOptions) {
  let asking: Promise<Admitted | null> | null = null

  const refused = (why: FailureCode | 'alone') => {
    onRefused(why)
    return null
  }
  const ask = async (): Promise<Admitted | null> => {
    const answer = await panel.requestTicket()
    if (!answer) return refused('alone')
    if (answer.type !== 'callTicket') return refused('unreachable')
    onAccent(answer.accent)
    const entered = await calls.enter(answer.ticket)
    if (!entered.ok) return refused(entered.code)
    onToken(entered.value.expiresAt)
    return { entered: entered.value, intent: answer.intent }
  }
  return (): Promise<Admitted | null> => (asking ??= ask().finally(() => (asking = null)))
}
