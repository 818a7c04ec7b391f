import { delayAfter, type FailureCode } from '#client/retry'
import type { CustomerApi } from './customerApi.ts'

export interface RenewalOptions {
  api: Pick<CustomerApi, 'renew' | 'serverNow'>
  /** `denied`: the previous token had been refused. */
  onRenewed: (denied: boolean) => void
  /** Renewal was refused with `unauthenticated`, `contactUnavailable` or `forbidden`. */
  onRefused: (code: FailureCode) => void
}

const renewBefore = 2 * 60_000
const final = ['unauthenticated', 'contactUnavailable', 'forbidden']

/** Renews the bearer token before it expires. */
export function createTokenRenewal({ api, onRenewed, onRefused }: RenewalOptions) {
  let renewal: ReturnType<typeof setTimeout> | undefined
  let renewing = false
  let failures = 0

  const renewIn = (milliseconds: number) => {
    clearTimeout(renewal)
    renewal = setTimeout(() => void renew(), milliseconds)
  }
  const renewUntil = (expiresAt: string) => {
    failures = 0
    const left = Date.parse(expiresAt) - api.serverNow()
    renewIn(Math.max(left / 2, left - renewBefore, 1000))
  }
  const renew = async (denied = false): Promise<void> => {
    if (renewing) return
    renewing = true
    const answer = await api.renew()
    renewing = false
    if (answer.ok) {
      renewUntil(answer.value.expiresAt)
      onRenewed(denied)
    } else if (final.includes(answer.code)) onRefused(answer.code)
    else renewIn(delayAfter(answer, failures++))
  }
  return {
    /** Schedules the renewal of a token that expires at this ISO date. */
    until: renewUntil,
    /** A request was refused with `unauthenticated`: renews now. */
    denied: () => void renew(true),
  }
}
