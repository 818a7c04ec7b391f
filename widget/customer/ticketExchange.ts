import { pause, retryDelay, type Failure } from '#client/retry'
import type { Exchanged } from '#core/contract/customerApi'
import type { CustomerApi } from './customerApi.ts'
import type { PanelStorage } from './panelStorage.ts'
import type { NoTicket } from '../protocol/panelMessages.ts'
import { createTokenRenewal } from './tokenRenewal.ts'

export interface TicketExchangeOptions {
  api: Pick<CustomerApi, 'exchange' | 'renew' | 'serverNow'>
  storage: PanelStorage
  /** Requests another ticket from the loader: for the given session, or with null for a new start. */
  relaunch: (handle: string | null) => void
  /** Id of the session that a new ticket resumes. */
  handle: () => string | null
  onEntered: (exchanged: Exchanged) => void
  /** `denied`: the previous token had been refused. */
  onRenewed: (denied: boolean) => void
  onBarred: (why: NoTicket) => void
}

const maxExchangeAttempts = 3
const defaultRetrySeconds = 30

/** Exchanges tickets for a token, renews the token, and requests a new ticket if the token is not valid any more. */
export function createTicketExchange(options: TicketExchangeOptions) {
  const { api, storage, relaunch, handle } = options
  let relaunched = false
  let failures = 0

  const renewal = createTokenRenewal({
    api,
    onRenewed: options.onRenewed,
    onRefused: (code) => (code === 'unauthenticated' ? relaunch(handle()) : options.onBarred({ retry: null })),
  })

  const barredBy = ({ code, retryAfter }: Failure): NoTicket => {
    if (code === 'tooManyRequests' || code === 'unavailable') return { retry: retryAfter ?? defaultRetrySeconds }
    return { retry: code === 'unreachable' || code === 'internal' ? 0 : null }
  }

  const exchange = async (ticket: string, resumed: boolean, tries = 1): Promise<void> => {
    const answer = await api.exchange(ticket, resumed ? storage.get().resume : null)
    if (answer.ok) {
      relaunched = false
      failures = 0
      storage.set({ resume: answer.value.resume })
      renewal.until(answer.value.expiresAt)
      options.onEntered(answer.value)
      return
    }
    if (answer.code === 'unreachable' && tries < maxExchangeAttempts) {
      await pause(retryDelay(tries))
      return exchange(ticket, resumed, tries + 1)
    }
    const spent = answer.code === 'ticketRefused' || answer.code === 'resumeRefused'
    if (!spent || relaunched) {
      options.onBarred(barredBy(answer))
      return
    }
    relaunched = true
    relaunch(answer.code === 'resumeRefused' ? null : handle())
  }

  return {
    exchange: (ticket: string, resumed: boolean) => void exchange(ticket, resumed),
    /** A request was refused with `unauthenticated`. */
    denied: renewal.denied,
    noTicket: (why: NoTicket) => {
      options.onBarred(why)
      if (why.retry === null || !handle()) return
      setTimeout(() => relaunch(handle()), why.retry * 1000 || retryDelay(failures++))
    },
  }
}
export type TicketExchange = ReturnType<typeof createTicketExchange>
