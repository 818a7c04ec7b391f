import { describe, expect, test } from '@jest/globals'
import { isPublicSuffix } from '#api/config'
import { checkPatterns } from '#core/reach/patternList'

describe('public suffixes', () => {
  test.each(['co.uk', 'com', 'xn--55qx5d.cn', 'github.io', 'azurewebsites.net', 'kobe.jp', 'b.kobe.jp', 'github.io.'])(
    'include %s',
    (host) => {
      expect(isPublicSuffix(host)).toBe(true)
    },
  )

  test.each([
    'example.com',
    'shop.example.com',
    'someone.github.io',
    'city.kobe.jp',
    'corp.local',
    'app.localhost',
    'intranet',
    'a_b.c',
  ])('do not include %s', (host) => {
    expect(isPublicSuffix(host)).toBe(false)
  })

  test('cause a warning when a wildcard for one is saved', () => {
    const { patterns, warnings } = checkPatterns(['*.co.uk', '*.example.co.uk', '*.\u516c\u53f8.cn'], isPublicSuffix)
    expect(patterns).toHaveLength(3)
    expect(warnings.map(({ entry, warning }) => `${entry} ${warning}`)).toEqual([
      '*.co.uk publicSuffix',
      '*.\u516c\u53f8.cn publicSuffix',
    ])
  })
})
