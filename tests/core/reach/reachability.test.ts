import { describe, expect, test } from '@jest/globals'
import { decideReach, whyUnreachable, type ReachAsk, type ReachFacts } from '#core/reach/reachability'
import type { Modality } from '#core/contract/sessions'

const now = Date.UTC(2026, 10, 22, 9)
const hour = 3_600_000
const shop = 'https://shop.example'

const facts = (change: Partial<ReachFacts> = {}): ReachFacts => ({
  interactEnabled: true,
  licences: ['contactCenter', 'interact'],
  active: true,
  audioVideo: true,
  instantMessaging: true,
  widgetKey: 'key',
  previousKey: null,
  restrictAccess: true,
  patterns: ['shop.example'],
  requireVerifiedCustomer: false,
  ...change,
})

interface Asking {
  origin?: string
  widgetKey?: string
  preview?: boolean
  verified?: boolean
  modality?: Modality
}
const moments = ['launch', 'open', 'continue'] as const

/** The decisions for launch, open and continue, in this order. */
function answers(known: ReachFacts | null, asking: Asking = {}): string {
  const { origin = shop, widgetKey = 'key', preview = false, verified = false, modality = 'chat' } = asking
  const asks: ReachAsk[] = moments.map((moment) => {
    const common = { now, origin, preview, verified }
    if (moment === 'launch') return { ...common, moment, widgetKey }
    return moment === 'open' ? { ...common, moment, widgetKey, modality } : { ...common, moment }
  })
  return asks
    .map((ask) => decideReach(known, ask))
    .map((decision) => (decision.allowed ? 'yes' : decision.reason))
    .join(' ')
}
const always = (answer: string) => `${answer} ${answer} ${answer}`

describe('launch, open and continue', () => {
  test.each<[string, ReachFacts | null, Asking, string]>([
    ['allow a listed page', facts(), {}, always('yes')],
    ['refuse an unknown contact', null, {}, always('unknownContact')],
    // 1
    ['refuse everything while the tenant is off', facts({ interactEnabled: false }), {}, always('interactDisabled')],
    // 2
    [
      'refuse a user without the interact licence',
      facts({ licences: ['contactCenter'] }),
      {},
      always('licenceMissing'),
    ],
    [
      'refuse a user without the contactCenter licence',
      facts({ licences: ['interact'] }),
      {},
      always('licenceMissing'),
    ],
    ['refuse a user without any licence', facts({ licences: [] }), {}, always('licenceMissing')],
    // 3
    ['refuse only new sessions with Active off', facts({ active: false }), {}, 'inactive inactive yes'],
    // 4
    [
      'refuse a chat without Instant Messaging',
      facts({ instantMessaging: false }),
      { modality: 'chat' },
      'yes modalityOff yes',
    ],
    ['refuse audio without Audio & Video', facts({ audioVideo: false }), { modality: 'audio' }, 'yes modalityOff yes'],
    ['refuse video without Audio & Video', facts({ audioVideo: false }), { modality: 'video' }, 'yes modalityOff yes'],
    ['allow a chat without Audio & Video', facts({ audioVideo: false }), { modality: 'chat' }, always('yes')],
    ['allow audio without Instant Messaging', facts({ instantMessaging: false }), { modality: 'audio' }, always('yes')],
    [
      'refuse a launch with both modalities off',
      facts({ audioVideo: false, instantMessaging: false }),
      {},
      'modalityOff modalityOff yes',
    ],
    // 5
    ['refuse only new sessions with a wrong key', facts(), { widgetKey: 'other' }, 'wrongKey wrongKey yes'],
    ['refuse an empty key as a wrong key', facts(), { widgetKey: '' }, 'wrongKey wrongKey yes'],
    [
      'allow the previous key within its grace period',
      facts({ widgetKey: 'new', previousKey: { key: 'key', until: now + 1 } }),
      {},
      always('yes'),
    ],
    [
      'refuse the previous key after its grace period',
      facts({ widgetKey: 'new', previousKey: { key: 'key', until: now } }),
      {},
      'wrongKey wrongKey yes',
    ],
    [
      'allow the new key within the grace period of the old one',
      facts({ previousKey: { key: 'old', until: now + hour } }),
      {},
      always('yes'),
    ],
    // 6
    ['refuse a page that is not listed', facts(), { origin: 'https://evil.example' }, always('originNotAllowed')],
    [
      'refuse a running session after its domain was removed',
      facts({ patterns: ['other.example'] }),
      {},
      always('originNotAllowed'),
    ],
    ['refuse every page for an empty template', facts({ patterns: [] }), {}, always('domainTemplateEmpty')],
    ['refuse every page for a deleted template', facts({ patterns: null }), {}, always('noDomainTemplate')],
    [
      'refuse every page for entries outside the grammar',
      facts({ patterns: ['*', '.*', 'https://shop.example/'] }),
      {},
      always('originNotAllowed'),
    ],
    [
      'allow every web page without Restrict Access',
      facts({ restrictAccess: false, patterns: null }),
      { origin: 'http://any.example:8080' },
      always('yes'),
    ],
    [
      'refuse a page without an origin even without Restrict Access',
      facts({ restrictAccess: false }),
      { origin: '' },
      always('originNotAllowed'),
    ],
    [
      'refuse a sandboxed page even without Restrict Access',
      facts({ restrictAccess: false }),
      { origin: 'null' },
      always('originNotAllowed'),
    ],
    [
      'refuse a file even without Restrict Access',
      facts({ restrictAccess: false }),
      { origin: 'file://' },
      always('originNotAllowed'),
    ],
    [
      'refuse an extension even without Restrict Access',
      facts({ restrictAccess: false }),
      { origin: 'chrome-extension://abcdef' },
      always('originNotAllowed'),
    ],
    // verified customers
    [
      'refuse an unverified customer if verified customers are required',
      facts({ requireVerifiedCustomer: true }),
      {},
      'identityRequired identityRequired yes',
    ],
    [
      'allow a verified customer if verified customers are required',
      facts({ requireVerifiedCustomer: true }),
      { verified: true },
      always('yes'),
    ],
  ])('%s', (_sentence, known, asking, expected) => {
    expect(answers(known, asking)).toBe(expected)
  })
})

describe('a preview', () => {
  const here = { preview: true, origin: 'https://widget.example' }
  test.each<[string, Partial<ReachFacts>, string]>([
    ['ignores the domain template', {}, always('yes')],
    ['ignores an empty template', { patterns: [] }, always('yes')],
    ['ignores a deleted template', { patterns: null }, always('yes')],
    ['needs no verified customer', { requireVerifiedCustomer: true }, always('yes')],
    ['is refused while the tenant is off', { interactEnabled: false }, always('interactDisabled')],
    ['is refused without the licences', { licences: [] }, always('licenceMissing')],
    ['is refused with Active off', { active: false }, 'inactive inactive yes'],
    ['is refused with the modality off', { instantMessaging: false }, 'yes modalityOff yes'],
    ['is refused with a wrong key', { widgetKey: 'rotated' }, 'wrongKey wrongKey yes'],
  ])('%s', (_sentence, change, expected) => {
    expect(answers(facts(change), here)).toBe(expected)
  })
})

describe('the reason shown to the admin', () => {
  test.each<[string, Partial<ReachFacts>, string | null]>([
    ['is absent if customers can reach the user', {}, null],
    [
      'is the tenant switch before any other reason',
      { interactEnabled: false, licences: [], active: false },
      'interactDisabled',
    ],
    ['is a missing licence', { licences: ['contactCenter'], active: false }, 'licenceMissing'],
    ['is Active being off', { active: false, patterns: [] }, 'inactive'],
    ['is both modalities being off', { audioVideo: false, instantMessaging: false }, 'modalityOff'],
    ['is a missing template', { patterns: null }, 'noDomainTemplate'],
    ['is an empty template', { patterns: [] }, 'domainTemplateEmpty'],
    ['is absent for an empty template without Restrict Access', { patterns: [], restrictAccess: false }, null],
  ])('%s', (_sentence, change, expected) => {
    expect(whyUnreachable(facts(change))).toBe(expected)
  })
})
