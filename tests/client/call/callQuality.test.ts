import { expect, test } from '@jest/globals'
import { qualityBetween, type Counted } from '#client/call/callQuality'

const before: Counted = {
  ...{ packets: 1000, lost: 0, samples: 960_000, concealed: 0, frozenSeconds: 0 },
  ...{ roundTrip: 0.05, at: 20_000 },
}
/** Three seconds later: 150 packets of sound, and what else was counted. */
const later = (change: Partial<Counted>): Counted => ({
  ...before,
  ...{ packets: 1150, samples: 1_104_000, at: 23_000 },
  ...change,
})

test.each<[string, Partial<Counted>, string]>([
  ['everything came', {}, 'good'],
  ['a packet of a hundred was lost', { lost: 1 }, 'good'],
  ['some words were cut', { packets: 1142, lost: 8 }, 'fair'],
  ['every sixth packet was lost', { packets: 1125, lost: 25 }, 'poor'],
  ['sound was made up for a quarter of the time', { concealed: 36_000 }, 'poor'],
  ['an answer takes half a second', { roundTrip: 0.5 }, 'fair'],
  ['an answer takes a second', { roundTrip: 1 }, 'poor'],
  ['the picture stood still for a second', { frozenSeconds: 1 }, 'poor'],
  ['nothing came at all', { packets: 1000 }, 'poor'],
  ['lost packets came after all', { lost: -3 }, 'good'],
])('when %s', (_what, change, quality) => {
  expect(qualityBetween(before, later(change))).toBe(quality)
})
