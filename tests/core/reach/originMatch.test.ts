import { describe, expect, test } from '@jest/globals'
import { matchOrigin } from '#core/reach/originAllowlist'
import { originCases } from './originCases.ts'

const shown = (text: string | readonly string[] | undefined): string =>
  text === undefined ? 'no header' : JSON.stringify(text).slice(0, 200)

describe('a domain template, for an Origin header', () => {
  test('is tested with more than 200 cases', () => {
    expect(originCases.length).toBeGreaterThan(200)
  })

  test.each(originCases.map(([patterns, origin, expected, why]) => ({ patterns, origin, expected, why })))(
    'answers $expected: $why',
    ({ patterns, origin, expected, why }) => {
      const decision = matchOrigin(patterns, origin)
      const sentence = `${shown(patterns)} and ${shown(origin)} (${why})`
      expect(`${decision.allowed ? 'allow' : 'deny'}: ${sentence}`).toBe(`${expected}: ${sentence}`)
    },
  )
})
