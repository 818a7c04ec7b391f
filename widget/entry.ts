import type { Exchanged } from '#core/contract/customer'
import type { CustomerApi, Refused } from './api.ts'
import type { Keep } from './keep.ts'
import { pause } from './line.ts'
import type { NoTicket } from './messages.ts'

export interface EntryOptions {
  api: Pick<CustomerApi, 'exchange' | 'renew' | 'serverNow'>
  keep: Keep
  /** Asks the loader for another ticket, for the session named or for a fresh start. */
  relaunch: (handle: string | null) => void
  /** The session that a new ticket must lead back to. */
  handle: () => string | null
  onEntered: (exchanged: Exchanged) => void
  /** `denied`: the token before this one did not count any more. */
  onRenewed: (denied: boolean) => void
  onBarred: (why: NoTicket) => void
}

const renewBefore = 2 * 60_000
const exchangeTries = 3
const waitUnknown = 30

/** Turns tickets into a token, keeps the token fresh, and finds a way back in when it no longer counts. */
export function makeEntry(options: EntryOptions) {
  const { api, keep, relaunch, handle } = options
  let renewal: ReturnType<typeof setTimeout> | undefined
  let renewing = false
  let relaunched = false
  let failures = 0

  const renewIn = (milliseconds: number) => {
    clearTimeout(renewal)
    renewal = setTimeout(() => void renew(), milliseconds)
  }
  const renewUntil = (expiresAt: string) => {
    const left = Date.parse(expiresAt) - api.serverNow()
    renewIn(Math.max(left / 2, left - renewBefore, 1000))
  }

  const barredBy = ({ code, retryAfter }: Refused): NoTicket => {
    if (code === 'tooManyRequests' || code === 'unavailable') return { retry: retryAfter ?? waitUnknown }
    return { retry: code === 'unreachable' || code === 'internal' ? 0 : null }
  }

  const exchange = async (ticket: string, resumed: boolean, tries = 1): Promise<void> => {
    const answer = await api.exchange(ticket, resumed ? keep.get().resume : null)
    if (answer.ok) {
      relaunched = false
      failures = 0
      keep.set({ resume: answer.value.resume })
      renewUntil(answer.value.expiresAt)
      options.onEntered(answer.value)
      return
    }
    if (answer.code === 'unreachable' && tries < exchangeTries) {
      setTimeout(() => void exchange(ticket, resumed, tries + 1), pause(tries))
      return
    }
    const spent = answer.code === 'ticketRefused' || answer.code === 'resumeRefused'
    if (!spent || relaunched) {
      options.onBarred(barredBy(answer))
      return
    }
    relaunched = true
    relaunch(answer.code === 'resumeRefused' ? null : handle())
  }

  const renew = async (denied = false): Promise<void> => {
    if (renewing) return
    renewing = true
    const answer = await api.renew()
    renewing = false
    if (answer.ok) {
      failures = 0
      renewUntil(answer.value.expiresAt)
      options.onRenewed(denied)
      return
    }
    if (answer.code === 'unauthenticated') {
      relaunch(handle())
      return
    }
    if (answer.code === 'contactUnavailable' || answer.code === 'forbidden') {
      options.onBarred({ retry: null })
      return
    }
    renewIn(answer.retryAfter ? answer.retryAfter * 1000 : pause(failures++))
  }

  return {
    exchange: (ticket: string, resumed: boolean) => void exchange(ticket, resumed),
    /** A request was answered with "no such token". */
    denied: () => void renew(true),
    noTicket: (why: NoTicket) => {
      options.onBarred(why)
      if (why.retry === null || !handle()) return
      setTimeout(() => relaunch(handle()), why.retry * 1000 || pause(failures++))
    },
  }
}
export type Entry = ReturnType<typeof makeEntry>
