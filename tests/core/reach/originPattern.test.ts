import { describe, expect, test } from '@jest/globals'
import { parseOrigin, type OriginDenial } from '#core/reach/origin'
import { readHost } from '#core/reach/originHost'
import { canonicalText, parsePattern, type PatternProblem } from '#core/reach/pattern'

describe('an entry outside the grammar', () => {
  const refusals: readonly (readonly [string, PatternProblem])[] = [
    ['', 'empty'],
    [' \t', 'empty'],
    ['a'.repeat(301), 'tooLong'],
    [' example.com', 'badCharacter'],
    ['exam%70le.com', 'badCharacter'],
    ['https:\\\\example.com', 'badScheme'],
    ['example.com\\x', 'badCharacter'],
    ['example.com\u0000', 'badCharacter'],
    ['"example.com"', 'badCharacter'],
    ['example.com example.org', 'severalHosts'],
    ['example.com,example.org', 'severalHosts'],
    ['example.com; script-src *', 'severalHosts'],
    ['https://example.comhttps://example.org', 'severalHosts'],
    ['^https://.*$', 'regularExpression'],
    ['example\\.com', 'regularExpression'],
    ['https://(a|b).example.com', 'regularExpression'],
    ['[a-z]+.example.com', 'regularExpression'],
    ['//example.com', 'badScheme'],
    ['http:example.com', 'badScheme'],
    ['https:/example.com', 'badScheme'],
    ['ws://example.com', 'badScheme'],
    ['chrome-extension://*', 'badScheme'],
    ['about:blank', 'badScheme'],
    ['example.com/', 'hasPath'],
    ['https://example.com/contact?x#y', 'hasPath'],
    ['example.com?x=/', 'hasQuery'],
    ['example.com#top', 'hasFragment'],
    ['user@example.com', 'hasUserInfo'],
    ['https://user:word@example.com', 'hasUserInfo'],
    ['user:word@example.com', 'hasUserInfo'],
    ['example.com/@user', 'hasPath'],
    ['null', 'nullOrigin'],
    ['.example.com', 'badHost'],
    ['example..com', 'badHost'],
    ['https://', 'badHost'],
    [':8443', 'badHost'],
    ['xn--a.example', 'badHost'],
    ['xn--example-.com', 'badHost'],
    [`${'a'.repeat(64)}.example`, 'badHost'],
    ['0300.0.2.10', 'badAddress'],
    ['192.0.2.256', 'badAddress'],
    ['127.1', 'badAddress'],
    ['[2001:db8::1::]', 'badAddress'],
    ['[fe80::1', 'badAddress'],
    ['example.com:', 'badPort'],
    ['example.com:0', 'badPort'],
    ['example.com:0443', 'badPort'],
    ['example.com:65536', 'badPort'],
    ['example.com:*', 'badPort'],
    ['[::1]443', 'badAddress'],
    ['*', 'loneWildcard'],
    ['https://*', 'loneWildcard'],
    ['*:8443', 'loneWildcard'],
    ['*.', 'loneWildcard'],
    ['*.com', 'wildcardTooShort'],
    ['*.localhost', 'wildcardTooShort'],
    ['*.com.', 'wildcardTooShort'],
    ['**.example.com', 'wildcardInside'],
    ['*.*.example.com', 'wildcardInside'],
    ['a.*.example.com', 'wildcardInside'],
    ['exam*ple.com', 'wildcardInside'],
    ['*example.com', 'wildcardInside'],
    ['*.0.2.10', 'wildcardOnAddress'],
    ['*.192.0.2.10', 'wildcardOnAddress'],
    ['*.[2001:db8::1]', 'wildcardOnAddress'],
  ]
  test.each(refusals)('%j is refused with %s', (entry, reason) => {
    expect(parsePattern(entry)).toEqual({ ok: false, reason })
  })
})

describe('the canonical text of an entry', () => {
  test.each([
    ['Example.COM', 'https://example.com'],
    ['HTTPS://example.com:443', 'https://example.com'],
    ['http://example.com:80', 'http://example.com'],
    ['example.com:80', 'https://example.com:80'],
    ['*.B\u00fccher.example:8443', 'https://*.xn--bcher-kva.example:8443'],
    ['localhost', 'localhost'],
    ['localhost:3980', 'localhost:3980'],
    ['http://localhost', 'http://localhost'],
    ['[2001:DB8:0::1]:443', 'https://[2001:db8::1]'],
    ['192.0.2.10', 'https://192.0.2.10'],
    ['example.com.', 'https://example.com.'],
  ])('of %s is %s', (entry, canonical) => {
    const read = parsePattern(entry)
    expect(read).toMatchObject({ ok: true, pattern: { written: entry } })
    expect(read.ok && canonicalText(read.pattern)).toBe(canonical)
  })
})

describe('parsing a host without the leniency of a URL parser', () => {
  test.each(['b\u00fc%63her.example', 'b\u00fc\tcher.example', 'b\u00fccher.example/x', 'b\u00fccher.example:80'])(
    'refuses %j as a name',
    (text) => {
      expect(readHost(text)).toBe('badHost')
    },
  )

  test.each(['[::1]:80', '[::1]/x', '[::1\t]'])('refuses %j as an address', (text) => {
    expect(readHost(text)).toBe('badAddress')
  })
})

describe('an Origin header', () => {
  const denials: readonly (readonly [string | undefined, OriginDenial])[] = [
    [undefined, 'absent'],
    ['', 'absent'],
    [' ', 'absent'],
    ['null', 'opaque'],
    ['file:///C:/page.html', 'schemeNotWeb'],
    ['blob:https://example.com/6f1c', 'schemeNotWeb'],
    ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai', 'schemeNotWeb'],
    ['ionic://localhost', 'schemeNotWeb'],
    ['wss://example.com', 'schemeNotWeb'],
    ['example.com', 'notAnOrigin'],
    ['localhost:3980', 'notAnOrigin'],
    ['https://example.com/', 'notAnOrigin'],
    ['https://user@example.com', 'notAnOrigin'],
    ['https://example.com:80800', 'notAnOrigin'],
    ['https://*.example.com', 'notAnOrigin'],
    ['https://b\u00fccher.example', 'notAnOrigin'],
    ['https://127.1', 'notAnOrigin'],
  ]
  test.each(denials)('of %j is denied with %s', (header, reason) => {
    expect(parseOrigin(header)).toEqual({ denied: reason })
  })

  test('of a web page gives scheme, host and port', () => {
    expect(parseOrigin('https://Shop.example.com')).toMatchObject({
      scheme: 'https',
      port: 443,
      host: { name: 'shop.example.com' },
    })
    expect(parseOrigin('http://[::1]:3980')).toMatchObject({ scheme: 'http', port: 3980, host: { kind: 'ipv6' } })
  })
})
