import { describe, expect, test } from '@jest/globals'
import { preconditionsOf } from '#core/admin/interactSettingsView'
import { mayChangeInteract, mayReadInteract } from '#core/admin/permissionChecks'
import { decideInteractChange, type InteractChangeFacts } from '#core/admin/interactSettingsChange'
import type { InteractPatch } from '#core/contract/interactSettings'
import type { InteractRow } from '#core/admin/ports'
import { callers, outcome, tree, type Caller } from './company.ts'

type PageOverrides = Partial<InteractRow['reach']> & { domainTemplateId?: string | null }

const page = ({ domainTemplateId = null, ...reach }: PageOverrides = {}): InteractRow => ({
  userId: 'uma',
  organizationUnitId: 'germany',
  version: 1,
  contactId: 'contact',
  directSystemMessagesId: null,
  domainTemplateId,
  bot: 'installed',
  verifiedCustomersPossible: false,
  lastSeen: null,
  branding: { accent: null, label: null },
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

test.each<[string, PageOverrides, InteractPatch, string]>([
  ['allows Active to be switched on', {}, { active: true }, 'fine'],
  [
    'refuses to switch Active on while the tenant is off',
    { interactEnabled: false },
    { active: true },
    'interactDisabled',
  ],
  [
    'refuses to switch Active on without the contactCenter licence',
    { licences: ['interact'] },
    { active: true },
    'licenceMissing',
  ],
  [
    'refuses to switch Active on without the interact licence',
    { licences: ['contactCenter'] },
    { active: true },
    'licenceMissing',
  ],
  [
    'refuses to switch Active on with both modalities off',
    { audioVideo: false, instantMessaging: false },
    { active: true },
    'modalityRequired',
  ],
  ['allows Active with a single modality', { audioVideo: false }, { active: true }, 'fine'],
  [
    'refuses to switch off the last modality of an active user',
    { active: true, audioVideo: false },
    { instantMessaging: false },
    'modalityRequired',
  ],
  [
    'refuses to switch off both modalities of an active user at once',
    { active: true },
    { audioVideo: false, instantMessaging: false },
    'modalityRequired',
  ],
  [
    'allows both modalities to be switched off together with Active',
    { active: true },
    { active: false, audioVideo: false, instantMessaging: false },
    'fine',
  ],
  [
    'allows Active to be switched off while the tenant is off',
    { active: true, interactEnabled: false },
    { active: false },
    'fine',
  ],
  [
    'allows other changes for an active user without licences',
    { active: true, licences: [] },
    { audioVideo: false },
    'fine',
  ],
  ['refuses Restrict Access without a template', {}, { restrictAccess: true }, 'domainTemplateRequired'],
  [
    'allows Restrict Access with a template in the same change',
    {},
    { restrictAccess: true, domainTemplateId: 't' },
    'fine',
  ],
  [
    'allows Restrict Access with a template selected before',
    { domainTemplateId: 't' },
    { restrictAccess: true },
    'fine',
  ],
  [
    'refuses to clear the template while Restrict Access is on',
    { restrictAccess: true, domainTemplateId: 't' },
    { domainTemplateId: null },
    'domainTemplateRequired',
  ],
  [
    'allows Restrict Access to be switched off without a template',
    { restrictAccess: true },
    { restrictAccess: false },
    'fine',
  ],
  ['allows other changes after the template was deleted', { restrictAccess: true }, { audioVideo: false }, 'fine'],
])('%s', (_sentence, before, patch, expected) => {
  expect(outcome(decideInteractChange(page(before), patch, facts()))).toBe(expected)
})

describe('choosing an item', () => {
  test.each([
    ['germany', 'fine'],
    ['sales', 'fine'],
    ['contoso', 'fine'],
    ['france', 'notVisible'],
    ['service', 'notVisible'],
    [null, 'notVisible'],
  ])('answers for an item of %s: %s for a user of germany', (unit, expected) => {
    const known = facts({ domainTemplateUnitId: unit, directSystemMessagesUnitId: unit })
    expect(outcome(decideInteractChange(page(), { domainTemplateId: 't' }, known))).toBe(expected)
    expect(outcome(decideInteractChange(page(), { directSystemMessagesId: 'm' }, known))).toBe(expected)
  })

  test('looks at the organization unit of that item alone', () => {
    const known = facts({ domainTemplateUnitId: 'france' })
    expect(outcome(decideInteractChange(page(), { domainTemplateId: 't' }, known))).toBe('notVisible')
    expect(outcome(decideInteractChange(page(), { directSystemMessagesId: 'm' }, known))).toBe('fine')
    const other = facts({ directSystemMessagesUnitId: 'france' })
    expect(outcome(decideInteractChange(page(), { domainTemplateId: 't' }, other))).toBe('fine')
    expect(outcome(decideInteractChange(page(), { directSystemMessagesId: 'm' }, other))).toBe('notVisible')
  })

  test('refuses Restrict Access with noDomainTemplate if no domain template is visible', () => {
    const known = facts({ templateVisible: false })
    expect(outcome(decideInteractChange(page(), { restrictAccess: true }, known))).toBe('noDomainTemplate')
  })
})

test('answers only the fields that differ', () => {
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
])('decides for %s and the page of %o: reading is %s, changing is %s', (caller, change, reading, changing) => {
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
    ['reports nothing if every precondition is met', {}, []],
    ['reports the tenant switch', { interactEnabled: false }, ['interactEnabled by tenantAdmin']],
    ['reports both licences', { licences: [] }, ['contactCenterLicence by admin', 'interactLicence by admin']],
    ['reports the interact licence', { licences: ['contactCenter' as const] }, ['interactLicence by admin']],
    ['reports a missing template as advice', { templateVisible: false }, ['domainTemplateVisible by admin, advice']],
    ['reports a missing bot as advice', { botInstalled: false }, ['botInstalled by user, advice']],
  ])('%s', (_sentence, change, expected) => {
    expect(missing(change)).toEqual(expected)
  })
})
