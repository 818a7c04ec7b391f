import { describe, expect, test } from '@jest/globals'
import { checkPatterns } from '#core/reach/patternList'
import { compilePatterns, decideOrigin, matchOrigin, type NotAllowed } from '#core/reach/originAllowlist'

describe('the decision about an origin', () => {
  test('names the matching entry as the admin wrote it', () => {
    expect(matchOrigin(['other.example', '*.B\u00dcCHER.example'], 'https://a.xn--bcher-kva.example')).toEqual({
      allowed: true,
      pattern: '*.B\u00dcCHER.example',
    })
  })

  const misses: readonly (readonly [readonly string[], string | undefined, NotAllowed, string | undefined])[] = [
    [[], 'https://example.com', 'noPatterns', undefined],
    [['*'], 'https://example.com', 'noPatterns', undefined],
    [['example.com'], undefined, 'absent', undefined],
    [[], 'null', 'opaque', undefined],
    [['example.com'], 'https://example.com/contact', 'notAnOrigin', undefined],
    [['example.com'], 'app://example.com', 'schemeNotWeb', undefined],
    [['example.com'], 'https://evil.net', 'hostNotListed', undefined],
    [['example.com'], 'https://notexample.com', 'hostNotListed', undefined],
    [['example.com'], 'https://192.0.2.10', 'hostNotListed', undefined],
    [['*.example.com'], 'https://notexample.com', 'hostNotListed', undefined],
    [['192.0.2.10'], 'https://example.com', 'hostNotListed', undefined],
    [['*.example.com'], 'https://[2001:db8::1]', 'hostNotListed', undefined],
    [['example.com'], 'http://example.com', 'httpNotWritten', 'example.com'],
    [['*.example.com'], 'http://a.example.com', 'httpNotWritten', '*.example.com'],
    [['https://example.com'], 'http://example.com', 'schemeNotAllowed', 'https://example.com'],
    [['http://example.com'], 'https://example.com', 'schemeNotAllowed', 'http://example.com'],
    [['example.com'], 'https://example.com:8443', 'portNotListed', 'example.com'],
    [['example.com:8443'], 'https://example.com', 'portNotListed', 'example.com:8443'],
    [['*.example.com'], 'https://example.com', 'apexNotIncluded', '*.example.com'],
    [['example.com'], 'https://a.b.example.com', 'subdomainNotIncluded', 'example.com'],
    [['localhost'], 'http://app.localhost', 'subdomainNotIncluded', 'localhost'],
    [['example.com'], 'https://example.com.', 'trailingDot', 'example.com'],
    [['example.com.'], 'https://example.com', 'trailingDot', 'example.com.'],
    [['*.example.com'], 'https://a.example.com.', 'trailingDot', '*.example.com'],
    [['example.com', '*.shop.example.com'], 'https://shop.example.com', 'apexNotIncluded', '*.shop.example.com'],
    [['other.example', 'example.com', 'example.com:8443'], 'https://example.com:81', 'portNotListed', 'example.com'],
    [['example.com', 'http://example.com:81'], 'http://example.com', 'portNotListed', 'http://example.com:81'],
  ]
  test.each(misses)('given %j, denies %s with the reason %s', (patterns, origin, reason, nearest) => {
    expect(matchOrigin(patterns, origin)).toEqual({
      allowed: false,
      reason,
      ...(nearest === undefined ? {} : { nearest }),
    })
  })

  test('uses compiled patterns repeatedly and names the first matching entry', () => {
    const whitelist = compilePatterns(['example.com/', '*.example.com', 'a.example.com'])
    expect(decideOrigin(whitelist, 'https://a.example.com')).toEqual({ allowed: true, pattern: '*.example.com' })
    expect(decideOrigin(whitelist, 'https://example.com')).toMatchObject({ allowed: false, reason: 'apexNotIncluded' })
  })
})

const shared = (host: string): boolean => host === 'github.io' || host === 'co.uk'

describe('the check of entries before they are saved', () => {
  test('keeps valid entries as written, trimmed and without duplicates in meaning', () => {
    const texts = [' Example.com ', 'https://example.com:443', 'example.com', 'http://example.com', '*.example.com']
    expect(checkPatterns(texts, shared)).toEqual({
      patterns: ['Example.com', 'http://example.com', '*.example.com'],
      problems: [],
      warnings: [],
    })
  })

  test('names each refused entry with its index and reason', () => {
    expect(checkPatterns(['example.com', ' *.com', '', 'a.example/x '], shared)).toEqual({
      patterns: ['example.com'],
      problems: [
        { index: 1, entry: '*.com', reason: 'wildcardTooShort' },
        { index: 2, entry: '', reason: 'empty' },
        { index: 3, entry: 'a.example/x', reason: 'hasPath' },
      ],
      warnings: [],
    })
  })

  test('warns of a wildcard on shared hosting, but not of an exact name there', () => {
    expect(checkPatterns(['me.github.io', '*.GitHub.io', '*.me.github.io', 'github.io'], shared).warnings).toEqual([
      { index: 1, entry: '*.GitHub.io', warning: 'publicSuffix' },
    ])
  })

  test('warns of hosts that browsers do not frame and of trailing dots', () => {
    expect(checkPatterns(['[::1]', 'a_b.example.com', 'example.com.', '192.0.2.10'], shared).warnings).toEqual([
      { index: 0, entry: '[::1]', warning: 'ipv6CannotFrame' },
      { index: 1, entry: 'a_b.example.com', warning: 'underscoreCannotFrame' },
      { index: 2, entry: 'example.com.', warning: 'trailingDot' },
    ])
  })

  test('accepts at most one hundred entries and does not count duplicates', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => `a${index}.example.com`)
    expect(checkPatterns([...hundred, ...hundred], shared)).toMatchObject({ patterns: hundred, problems: [] })
    const { patterns, problems } = checkPatterns([...hundred, 'one.example.com', 'two.example.com'], shared)
    expect(patterns).toEqual(hundred)
    expect(problems).toEqual([{ index: 100, entry: 'one.example.com', reason: 'tooMany' }])
  })
})
