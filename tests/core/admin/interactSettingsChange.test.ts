import { describe, expect, test } from '@jest/globals'
import { mayChangeInteract, mayReadInteract, preconditionsOf } from '#core/admin/interactSettingsView'
import { decideInteractChange, type InteractChangeFacts } from '#core/admin/interactSettingsChange'
import type { InteractPatch } from '#core/contract/interactSettings'
import type { InteractRow } from '#core/admin/ports'
import { callers, outcome, tree, type Caller } from './company.ts'

type Was = Partial<InteractRow['reach']> & { domainTemplateId?: string | null }

const page = ({ domainTemplateId = null, ...reach }: Was = {}): InteractRow => ({
  userId: 'uma',
  organizationUnitId: 'germany',
  version: 1,
  contactId: 'contact',
  directSystemMessagesId: null,
  domainTemplateId,
  botInstalled: true,
  verifiedCustomersPossible: false,
  lastSeen: null,
  reach: {
    interactEnabled: true,
    licences: ['contactCenter', 'interact'],
    active: false,
    audioVideo: true,
    instantMessaging: true,
    widgetKey: 'key',
    previousKey: null,
    restrictAccess: false,
    patterns: null,
    requireVerifiedCustomer: false,
    ...reach,
  },
})

const facts = (change: Partial<InteractChangeFacts> = {}): InteractChangeFacts => ({
  tree,
  templateVisible: true,
  domainTemplateUnitId: 'sales',
  directSystemMessagesUnitId: 'sales',
  ...change,
})

test.each<[string, Was, InteractPatch, string]>([
  ['switching Active on is fine', {}, { active: true }, 'fine'],
  ['not while the tenant is off', { interactEnabled: false }, { active: true }, 'interactDisabled'],
  ['not without the contactCenter licence', { licences: ['interact'] }, { active: true }, 'licenceMissing'],
  ['not without the interact licence', { licences: ['contactCenter'] }, { active: true }, 'licenceMissing'],
  [
    'not with both modalities off',
    { audioVideo: false, instantMessaging: false },
    { active: true },
    'modalityRequired',
  ],
  ['with one modality it is enough', { audioVideo: false }, { active: true }, 'fine'],
  [
    'the last modality of an active user stays',
    { active: true, audioVideo: false },
    { instantMessaging: false },
    'modalityRequired',
  ],
  [
    'both at once cannot go either',
    { active: true },
    { audioVideo: false, instantMessaging: false },
    'modalityRequired',
  ],
  [
    'unless Active goes with them',
    { active: true },
    { active: false, audioVideo: false, instantMessaging: false },
    'fine',
  ],
  ['Active can go while the tenant is off', { active: true, interactEnabled: false }, { active: false }, 'fine'],
  ['an active user without licences can be changed', { active: true, licences: [] }, { audioVideo: false }, 'fine'],
  ['Restrict Access needs a template', {}, { restrictAccess: true }, 'domainTemplateRequired'],
  ['which can come with it', {}, { restrictAccess: true, domainTemplateId: 't' }, 'fine'],
  ['or be there', { domainTemplateId: 't' }, { restrictAccess: true }, 'fine'],
  [
    'and cannot go while it is on',
    { restrictAccess: true, domainTemplateId: 't' },
    { domainTemplateId: null },
    'domainTemplateRequired',
  ],
  ['the switch can go without its template', { restrictAccess: true }, { restrictAccess: false }, 'fine'],
  ['a lost template stops no other change', { restrictAccess: true }, { audioVideo: false }, 'fine'],
])('%s', (_sentence, before, patch, expected) => {
  expect(outcome(decideInteractChange(page(before), patch, facts()))).toBe(expected)
})

describe('items', () => {
  test.each([
    ['germany', 'fine'],
    ['sales', 'fine'],
    ['contoso', 'fine'],
    ['france', 'notVisible'],
    ['service', 'notVisible'],
    [null, 'notVisible'],
  ])('of %s: %s for a user of germany', (unit, expected) => {
    const known = facts({ domainTemplateUnitId: unit, directSystemMessagesUnitId: unit })
    expect(outcome(decideInteractChange(page(), { domainTemplateId: 't' }, known))).toBe(expected)
    expect(outcome(decideInteractChange(page(), { directSystemMessagesId: 'm' }, known))).toBe(expected)
  })

  test('where no domain template is visible, Restrict Access says so', () => {
    const known = facts({ templateVisible: false })
    expect(outcome(decideInteractChange(page(), { restrictAccess: true }, known))).toBe('noDomainTemplate')
  })
})

test('only what differs is answered as a change', () => {
  const decided = decideInteractChange(page(), { active: true, audioVideo: true, domainTemplateId: null }, facts())
  expect(decided).toEqual({ value: { active: true } })
})

test.each<[Caller, Partial<InteractRow>, string, string]>([
  ['the tenant admin', {}, 'fine', 'fine'],
  ['the OU admin of Sales', {}, 'fine', 'fine'],
  ['the OU admin of Sales', { organizationUnitId: 'service' }, 'notFound', 'notFound'],
  ['the OU admin of Sales', { organizationUnitId: 'contoso' }, 'notFound', 'notFound'],
  ['the OU admin of Sales', { userId: 'olga', organizationUnitId: 'contoso' }, 'fine', 'forbidden'],
  ['an agent', { userId: 'alex' }, 'fine', 'forbidden'],
  ['an agent', {}, 'notFound', 'notFound'],
])('%s and the page of %o: reading is %s, changing is %s', (caller, change, reading, changing) => {
  const row = { ...page(), ...change }
  expect(outcome(mayReadInteract(callers[caller], row))).toBe(reading)
  expect(outcome(mayChangeInteract(callers[caller], row))).toBe(changing)
})

describe('preconditions', () => {
  const missing = (change: Partial<Parameters<typeof preconditionsOf>[0]>) =>
    preconditionsOf({
      interactEnabled: true,
      licences: ['contactCenter', 'interact'],
      templateVisible: true,
      botInstalled: true,
      ...change,
    })
      .filter(({ met }) => !met)
      .map(({ code, mendedBy, required }) => `${code} by ${mendedBy}${required ? '' : ', advice'}`)

  test.each([
    ['nothing is missing', {}, []],
    ['the tenant is off', { interactEnabled: false }, ['interactEnabled by tenantAdmin']],
    ['no licence', { licences: [] }, ['contactCenterLicence by admin', 'interactLicence by admin']],
    ['no interact licence', { licences: ['contactCenter' as const] }, ['interactLicence by admin']],
    ['no template', { templateVisible: false }, ['domainTemplateVisible by admin, advice']],
    ['no bot', { botInstalled: false }, ['botInstalled by user, advice']],
  ])('%s', (_sentence, change, expected) => {
    expect(missing(change)).toEqual(expected)
  })
})
