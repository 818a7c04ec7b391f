import type { Quality } from './types.ts'

/** Cumulative counters of one connection. Source: W3C Identifiers for WebRTC's Statistics API. */
export interface StatsSample {
  packets: number
  lost: number
  samples: number
  /** Audio samples synthesised because of missing packets, without the silent ones. */
  concealed: number
  frozenSeconds: number
  /** Current round-trip time in seconds; null if it was not measured. */
  roundTrip: number | null
  /** Time of the sample, in milliseconds. */
  at: number
}

type Entry = RTCStats & Record<string, unknown>

const number = (entry: Entry, name: string): number => {
  const value = entry[name]
  return typeof value === 'number' ? value : 0
}

function sampleOf(report: RTCStatsReport): StatsSample {
  const sample: StatsSample = {
    ...{ packets: 0, lost: 0, samples: 0, concealed: 0, frozenSeconds: 0, at: 0 },
    roundTrip: null,
  }
  report.forEach((entry: Entry) => {
    if (entry.type === 'inbound-rtp') {
      sample.packets += number(entry, 'packetsReceived')
      sample.lost += number(entry, 'packetsLost')
      sample.samples += number(entry, 'totalSamplesReceived')
      sample.concealed += number(entry, 'concealedSamples') - number(entry, 'silentConcealedSamples')
      sample.frozenSeconds += number(entry, 'totalFreezesDuration')
      sample.at = entry.timestamp
    }
    if (entry.type === 'candidate-pair' && entry.nominated === true && typeof entry.currentRoundTripTime === 'number')
      sample.roundTrip = entry.currentRoundTripTime
  })
  return sample
}

// Above the first limit the impairment is noticeable, above the second it is disturbing. Shares of 1, round trip in seconds.
// Source: ITU-T G.114 for delay, G.113 for loss.
const limits = {
  loss: [0.03, 0.1],
  concealed: [0.05, 0.15],
  roundTrip: [0.3, 0.6],
  frozen: [0.1, 0.3],
} as const

/** Call quality between two samples of the same connection. `poor` if nothing arrived, `unknown` if there is no newer sample. */
export function qualityBetween(before: StatsSample, now: StatsSample): Quality {
  const packets = now.packets - before.packets
  const lost = Math.max(0, now.lost - before.lost)
  if (packets + lost <= 0) return now.at > before.at ? 'poor' : 'unknown'
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  const measured = {
    loss: share(lost, packets + lost),
    concealed: share(now.concealed - before.concealed, now.samples - before.samples),
    roundTrip: now.roundTrip ?? 0,
    frozen: share((now.frozenSeconds - before.frozenSeconds) * 1000, now.at - before.at),
  }
  const exceeds = (level: 0 | 1) =>
    (Object.keys(limits) as (keyof typeof limits)[]).some((name) => measured[name] > limits[name][level])
  return exceeds(1) ? 'poor' : exceeds(0) ? 'fair' : 'good'
}

const sampleIntervalMs = 3000
const order: readonly Quality[] = ['unknown', 'poor', 'fair', 'good']

/**
 * Samples the statistics every 3 seconds and calls `onChange` when the quality changes. The better of the last two samples
 * counts, so that one short disturbance is not reported. `stats` returns null while there is no connection.
 */
export function watchQuality(stats: () => Promise<RTCStatsReport> | null, onChange: () => void) {
  let before: StatsSample | null = null
  let last: Quality = 'unknown'
  let shown: Quality = 'unknown'

  const takeSample = async () => {
    const report = await stats()
    const sample = report && sampleOf(report)
    const seen = sample && before ? qualityBetween(before, sample) : 'unknown'
    before = sample
    const better = order.indexOf(seen) > order.indexOf(last) ? seen : last
    last = seen
    if (better === shown) return
    shown = better
    onChange()
  }

  const timer = setInterval(() => void takeSample().catch(() => undefined), sampleIntervalMs)
  return { now: () => shown, stop: () => clearInterval(timer) }
}
