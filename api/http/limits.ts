import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Refusal } from '#core/contract/problems'

/** What is limited, and how often in how many seconds. One place, so that every limit has a number. */
const allowances = {
  launchPerAddress: { points: 30, duration: 60 },
  launchPerContact: { points: 600, duration: 60 },
  launchPerTenant: { points: 6000, duration: 60 },
  sessionPerCustomer: { points: 10, duration: 60 },
  linePerCustomer: { points: 60, duration: 10 },
  typingPerCustomer: { points: 30, duration: 10 },
  previewPerAddress: { points: 30, duration: 60 },
} as const

export type Limited = keyof typeof allowances

export interface Limits {
  /** Counts one use; the refusal says when to try again, in seconds. Null means go on. */
  use(what: Limited, whose: string): Promise<Refusal | null>
}

export const noLimits: Limits = { use: () => Promise.resolve(null) }

export function createLimits(): Limits {
  const limiters = new Map(
    Object.entries(allowances).map(([what, allowance]) => [
      what,
      new RateLimiterMemory({ keyPrefix: what, ...allowance }),
    ]),
  )
  return {
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
  }
}

/** Addresses that one household or office shares count as one: IPv4 whole, IPv6 its /64. */
export function addressPrefix(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...zeros, ...back].slice(0, 4).join(':')
}
