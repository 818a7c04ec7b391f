import { describe, expect, test } from '@jest/globals'
import fc from '../../support/fastCheck.ts'
import { parseOrigin } from '#core/reach/origin'
import { canonicalText, parsePattern } from '#core/reach/pattern'
import { matchOrigin } from '#core/reach/originAllowlist'

const label = fc.constantFrom('a', 'b', 'shop', 'example', 'x-y', 'xn--bcher-kva', 'a_b')
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => `${labels.join('.')}.test`)
const scheme = fc.constantFrom('http', 'https')
const port = fc.constantFrom('', ':81', ':8443', ':65535')
const origin = fc.tuple(scheme, host, port).map(([s, h, p]) => `${s}://${h}${p}`)
const wildcard = fc.tuple(scheme, host, port).map(([s, h, p]) => `${s}://*.${h}${p}`)
const pattern = fc.oneof(origin, wildcard, host)
const piece = fc.constantFrom(
  ...[
    'https',
    'http',
    '://',
    ':',
    '/',
    '.',
    '*',
    '*.',
    '@',
    '[',
    ']',
    '::1',
    '%',
    '443',
    '0',
    'xn--',
    'example',
    'com',
  ],
  ...['\u00df', '\u200d', '\u3002', '\u0000', '\t', ' ', '\\', '?', '#', ',', 'null', 'localhost', '192.0.2.10', '0x'],
)
const scrap = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
)
const allowed = (patterns: readonly string[], header: string): boolean => matchOrigin(patterns, header).allowed

const holds = <T extends unknown[]>(property: fc.IProperty<T>): void => {
  fc.assert(property, { numRuns: 300 })
}

describe('the origin rules, for arbitrary input', () => {
  test('never throw, and admit nothing by a refused entry', () => {
    holds(
      fc.property(scrap, fc.oneof(scrap, origin), (entry, header) => {
        const decision = matchOrigin([entry], header)
        expect(decision.allowed && !parsePattern(entry).ok).toBe(false)
        expect(decision.allowed && parseOrigin(header).denied !== undefined).toBe(false)
      }),
    )
  })

  test('admit by an exact pattern only the origin it was made from', () => {
    holds(
      fc.property(origin, origin, (one, other) => {
        expect(allowed([one], one)).toBe(true)
        expect(allowed([one], other)).toBe(one === other)
      }),
    )
  })

  test('admit by a wildcard any depth below its base and never the base', () => {
    holds(
      fc.property(scheme, host, port, fc.array(label, { minLength: 1, maxLength: 5 }), (s, base, p, below) => {
        const entry = `${s}://*.${base}${p}`
        expect(allowed([entry], `${s}://${below.join('.')}.${base}${p}`)).toBe(true)
        expect(allowed([entry], `${s}://${base}${p}`)).toBe(false)
        expect(allowed([entry], `${s}://${below.join('.')}${base}${p}`)).toBe(false)
      }),
    )
  })

  test('never admit another name that contains a listed name', () => {
    holds(
      fc.property(host, fc.constantFrom('', '*.'), label, (listed, star, extra) => {
        const entry = `${star}${listed}`
        for (const decoy of [
          `${listed}.evil.net`,
          `${extra}.${listed}.evil.net`,
          `${extra}${listed}`,
          `${extra}-${listed}`,
          `${listed}${extra}`,
          `evil.net/${extra}.${listed}`,
          `evil.net?${extra}.${listed}`,
          `evil.net#.${listed}`,
          `evil.net\\.${listed}`,
          `${listed}@evil.net`,
          `${extra}.${listed}.`,
        ]) {
          expect([entry, decoy, allowed([entry], `https://${decoy}`)]).toEqual([entry, decoy, false])
        }
      }),
    )
  })

  test('never deny an admitted origin after an entry is added', () => {
    holds(
      fc.property(
        fc.array(fc.oneof(pattern, scrap)),
        fc.array(fc.oneof(pattern, scrap)),
        origin,
        (some, more, header) => {
          const before = allowed(some, header)
          expect(allowed([...more, ...some], header) || !before).toBe(true)
          expect(allowed([...some, ...more], header) || !before).toBe(true)
        },
      ),
    )
  })

  test('ignore case on both sides', () => {
    holds(
      fc.property(pattern, origin, (entry, header) => {
        const decided = allowed([entry], header)
        expect(allowed([entry.toUpperCase()], header)).toBe(decided)
        expect(allowed([entry], header.toUpperCase())).toBe(decided)
      }),
    )
  })

  test('decide the same for an entry and its canonical text', () => {
    holds(
      fc.property(fc.oneof(pattern, scrap), origin, (entry, header) => {
        const read = parsePattern(entry)
        if (!read.ok) return
        const canonical = canonicalText(read.pattern)
        const again = parsePattern(canonical)
        expect(again.ok && canonicalText(again.pattern)).toBe(canonical)
        expect(allowed([canonical], header)).toBe(allowed([entry], header))
      }),
    )
  })

  test('admit the origin that a browser derives from a page by the same scheme, host and port', () => {
    holds(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const sent = new URL(address).origin
        expect(allowed([sent], sent)).toBe(true)
      }),
    )
  })
})
