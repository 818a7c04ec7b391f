import { expect, test } from '@jest/globals'
import { qualityBetween, type StatsSample } from '#client/call/callQuality'

const before: StatsSample = {
  ...{ packets: 1000, lost: 0, samples: 960_000, concealed: 0, frozenSeconds: 0 },
  ...{ roundTrip: 0.05, at: 20_000 },
}
/** A sample three seconds later, with 150 more packets unless changed. */
const later = (change: Partial<StatsSample>): StatsSample => ({
  ...before,
  ...{ packets: 1150, samples: 1_104_000, at: 23_000 },
  ...change,
})

test.each<[string, Partial<StatsSample>, string]>([
  ['all packets arrived', {}, 'good'],
  ['1 packet of 150 is lost', { lost: 1 }, 'good'],
  ['5 percent of the packets are lost', { packets: 1142, lost: 8 }, 'fair'],
  ['every sixth packet is lost', { packets: 1125, lost: 25 }, 'poor'],
  ['a quarter of the audio is concealed', { concealed: 36_000 }, 'poor'],
  ['the round trip takes half a second', { roundTrip: 0.5 }, 'fair'],
  ['the round trip takes a second', { roundTrip: 1 }, 'poor'],
  ['the video was frozen for a second', { frozenSeconds: 1 }, 'poor'],
  ['no packets arrived', { packets: 1000 }, 'poor'],
  ['packets that were counted as lost arrived late', { lost: -3 }, 'good'],
])('rates the quality when %s', (_what, change, quality) => {
  expect(qualityBetween(before, later(change))).toBe(quality)
})
