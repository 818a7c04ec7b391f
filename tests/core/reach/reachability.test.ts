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

/** What is answered at launch, opening and continuing, in this order. */
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
    ['a listed page reaches the user', facts(), {}, always('yes')],
    ['an unknown contact is nobody', null, {}, always('unknownContact')],
    // 1
    ['the tenant’s switch stops everything', facts({ interactEnabled: false }), {}, always('interactDisabled')],
    // 2
    ['both licences are needed: no interact', facts({ licences: ['contactCenter'] }), {}, always('licenceMissing')],
    ['both licences are needed: no contactCenter', facts({ licences: ['interact'] }), {}, always('licenceMissing')],
    ['no licence at all', facts({ licences: [] }), {}, always('licenceMissing')],
    // 3
    ['Active off stops new sessions only', facts({ active: false }), {}, 'inactive inactive yes'],
    // 4
    ['chat needs Instant Messaging', facts({ instantMessaging: false }), { modality: 'chat' }, 'yes modalityOff yes'],
    ['audio needs Audio & Video', facts({ audioVideo: false }), { modality: 'audio' }, 'yes modalityOff yes'],
    ['video needs Audio & Video', facts({ audioVideo: false }), { modality: 'video' }, 'yes modalityOff yes'],
    ['chat works without Audio & Video', facts({ audioVideo: false }), { modality: 'chat' }, always('yes')],
    ['audio works without Instant Messaging', facts({ instantMessaging: false }), { modality: 'audio' }, always('yes')],
    [
      'with both off there is nothing to launch',
      facts({ audioVideo: false, instantMessaging: false }),
      {},
      'modalityOff modalityOff yes',
    ],
    // 5
    ['a wrong key stops new sessions only', facts(), { widgetKey: 'other' }, 'wrongKey wrongKey yes'],
    ['an empty key is a wrong key', facts(), { widgetKey: '' }, 'wrongKey wrongKey yes'],
    [
      'the previous key works within its grace',
      facts({ widgetKey: 'new', previousKey: { key: 'key', until: now + 1 } }),
      {},
      always('yes'),
    ],
    [
      'the previous key dies with its grace',
      facts({ widgetKey: 'new', previousKey: { key: 'key', until: now } }),
      {},
      'wrongKey wrongKey yes',
    ],
    [
      'the new key works within the grace of the old',
      facts({ previousKey: { key: 'old', until: now + hour } }),
      {},
      always('yes'),
    ],
    // 6
    ['a page that is not listed never', facts(), { origin: 'https://evil.example' }, always('originNotAllowed')],
    ['a removed domain ends what runs', facts({ patterns: ['other.example'] }), {}, always('originNotAllowed')],
    ['an empty template lets nobody in', facts({ patterns: [] }), {}, always('domainTemplateEmpty')],
    ['a deleted template lets nobody in', facts({ patterns: null }), {}, always('noDomainTemplate')],
    [
      'entries outside the grammar let nobody in',
      facts({ patterns: ['*', '.*', 'https://shop.example/'] }),
      {},
      always('originNotAllowed'),
    ],
    [
      'without Restrict Access every web page',
      facts({ restrictAccess: false, patterns: null }),
      { origin: 'http://any.example:8080' },
      always('yes'),
    ],
    [
      'even then no page without an origin',
      facts({ restrictAccess: false }),
      { origin: '' },
      always('originNotAllowed'),
    ],
    ['even then no sandboxed page', facts({ restrictAccess: false }), { origin: 'null' }, always('originNotAllowed')],
    ['even then no file', facts({ restrictAccess: false }), { origin: 'file://' }, always('originNotAllowed')],
    [
      'even then no extension',
      facts({ restrictAccess: false }),
      { origin: 'chrome-extension://abcdef' },
      always('originNotAllowed'),
    ],
    // verified customers
    [
      'a verified customer may be required',
      facts({ requireVerifiedCustomer: true }),
      {},
      'identityRequired identityRequired yes',
    ],
    ['and is then let in', facts({ requireVerifiedCustomer: true }), { verified: true }, always('yes')],
  ])('%s', (_sentence, known, asking, expected) => {
    expect(answers(known, asking)).toBe(expected)
  })
})

describe('a preview', () => {
  const here = { preview: true, origin: 'https://widget.example' }
  test.each<[string, Partial<ReachFacts>, string]>([
    ['waives the whitelist', {}, always('yes')],
    ['waives an empty list', { patterns: [] }, always('yes')],
    ['waives a deleted list', { patterns: null }, always('yes')],
    ['needs no verified customer', { requireVerifiedCustomer: true }, always('yes')],
    ['waives no tenant', { interactEnabled: false }, always('interactDisabled')],
    ['waives no licence', { licences: [] }, always('licenceMissing')],
    ['waives no Active', { active: false }, 'inactive inactive yes'],
    ['waives no modality', { instantMessaging: false }, 'yes modalityOff yes'],
    ['waives no key', { widgetKey: 'rotated' }, 'wrongKey wrongKey yes'],
  ])('%s', (_sentence, change, expected) => {
    expect(answers(facts(change), here)).toBe(expected)
  })
})

describe('what the admin is told', () => {
  test.each<[string, Partial<ReachFacts>, string | null]>([
    ['nothing, where customers can reach the user', {}, null],
    ['the tenant is off, before all else', { interactEnabled: false, licences: [], active: false }, 'interactDisabled'],
    ['a licence is missing', { licences: ['contactCenter'], active: false }, 'licenceMissing'],
    ['Active is off', { active: false, patterns: [] }, 'inactive'],
    ['both modalities are off', { audioVideo: false, instantMessaging: false }, 'modalityOff'],
    ['no template is selected', { patterns: null }, 'noDomainTemplate'],
    ['the template is empty', { patterns: [] }, 'domainTemplateEmpty'],
    ['an empty template does no harm while access is free', { patterns: [], restrictAccess: false }, null],
  ])('%s', (_sentence, change, expected) => {
    expect(whyUnreachable(facts(change))).toBe(expected)
  })
})
