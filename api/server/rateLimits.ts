import ipaddr from 'ipaddr.js'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Refusal } from '#core/contract/problems'

/** All rate limits of requests: `points` uses within `duration` seconds. Open sessions are limited in core/session/openSession.ts. */
const allowances = {
  launchPerAddress: { points: 30, duration: 60 },
  launchPerContact: { points: 600, duration: 60 },
  launchPerHandle: { points: 30, duration: 60 },
  unknownHandlePerAddress: { points: 30, duration: 60 },
  launchPerTenant: { points: 6000, duration: 60 },
  sessionPerCustomer: { points: 10, duration: 60 },
  messagePerCustomer: { points: 60, duration: 10 },
  typingPerCustomer: { points: 30, duration: 10 },
  callPerSession: { points: 20, duration: 60 },
  signalPerLeg: { points: 400, duration: 10 },
  previewPerAddress: { points: 30, duration: 60 },
} as const

export type Limited = keyof typeof allowances

export interface Limits {
  /** Whether limits apply; if so, open sessions are also counted in the database. */
  on: boolean
  /** Counts one use. Null if it is allowed; otherwise `tooManyRequests` with `retryAfter` in seconds. */
  use(what: Limited, whose: string): Promise<Refusal | null>
  /** Refunds one use that turned out not to count for this limit. */
  giveBack(what: Limited, whose: string): Promise<void>
}

export const noLimits: Limits = { on: false, use: () => Promise.resolve(null), giveBack: () => Promise.resolve() }

export function createLimits(): Limits {
  const limiters = new Map(
    Object.entries(allowances).map(([what, allowance]) => [
      what,
      new RateLimiterMemory({ keyPrefix: what, ...allowance }),
    ]),
  )
  return {
    on: true,
    use: async (what, whose) => {
      const limiter = limiters.get(what)
      if (!limiter) return null
      try {
        await limiter.consume(whose)
        return null
      } catch (spent) {
        if (spent instanceof Error) throw spent
        const { msBeforeNext } = spent as { msBeforeNext: number }
        return { code: 'tooManyRequests', retryAfter: msBeforeNext / 1000 }
      }
    },
    giveBack: async (what, whose) => {
      await limiters.get(what)?.reward(whose)
    },
  }
}

/**
 * The part of an IP address that limits count by, in normalized form: a whole IPv4 address, or the /64 of an IPv6 one. What
 * is no address stays as it is.
 */
export function addressPrefix(address = ''): string {
  if (!ipaddr.IPv6.isValid(address)) return address
  const parsed = ipaddr.IPv6.parse(address)
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString()
  const network = parsed.parts.slice(0, 4)
  return network.map((group) => group.toString(16)).join(':')
}
