import { expect, test } from '@jest/globals'
import { retryAfterOf } from '#core/contract/retryAfter'

const now = Date.parse('2026-11-30T12:00:00Z')

test.each([
  ['40', 40_000],
  [' 1.5 ', 1500],
  ['0', 0],
  ['Mon, 30 Nov 2026 12:00:20 GMT', 20_000],
  ['Mon, 30 Nov 2026 11:59:00 GMT', 0],
  ['86400', 3_600_000],
  ['', null],
  ['soon', null],
  ['0x10', null],
  [null, null],
])('the Retry-After “%s” asks for a wait of %s ms', (header, wait) => {
  expect(retryAfterOf(header, now)).toBe(wait)
})
