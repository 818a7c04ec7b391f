import { count, qualityBetween, type Counted } from './quality.ts'
import type { Quality } from './talkTypes.ts'

const lookEvery = 3000
const order: readonly Quality[] = ['unknown', 'poor', 'fair', 'good']

/** How well the two hear each other. One bad moment is none: of the last two looks the better one counts. */
export function watchQuality(stats: () => Promise<RTCStatsReport> | null, onChange: () => void) {
  let before: Counted | null = null
  let last: Quality = 'unknown'
  let shown: Quality = 'unknown'

  const look = async () => {
    const report = await stats()
    const counted = report && count(report)
    const seen = counted && before ? qualityBetween(before, counted) : 'unknown'
    before = counted
    const better = order.indexOf(seen) > order.indexOf(last) ? seen : last
    last = seen
    if (better === shown) return
    shown = better
    onChange()
  }

  const timer = setInterval(() => void look().catch(() => undefined), lookEvery)
  return { now: () => shown, stop: () => clearInterval(timer) }
}
