import { describe, expect, test } from '@jest/globals'
import { matchOrigin } from '#core/reach/originAllowlist'
import { originCases } from './originCases.ts'

const shown = (text: string | readonly string[] | undefined): string =>
  text === undefined ? 'no header' : JSON.stringify(text).slice(0, 200)

describe('A domain template decides about an Origin header', () => {
  test('the table covers the grammar', () => {
    expect(originCases.length).toBeGreaterThan(200)
  })

  test.each(originCases.map(([patterns, origin, expected, why]) => ({ patterns, origin, expected, why })))(
    '$why: $expected',
    ({ patterns, origin, expected, why }) => {
      const decision = matchOrigin(patterns, origin)
      const sentence = `${shown(patterns)} and ${shown(origin)} (${why})`
      expect(`${decision.allowed ? 'allow' : 'deny'}: ${sentence}`).toBe(`${expected}: ${sentence}`)
    },
  )
})
