import { describe, expect, test } from '@jest/globals'
import { decideUserChange, type ItemUsage } from '#core/admin/userChange'
import type { User, UserPatch } from '#core/contract/users'
import { callers, outcome, user, type Caller } from './company.ts'

const nothing: ItemUsage = { domainTemplateUnitId: null, directSystemMessagesUnitId: null }
const decide = (caller: Caller, patch: UserPatch, before: Partial<User> = {}, held = nothing) =>
  decideUserChange(callers[caller], user(before), patch, held)

describe('licences', () => {
  test.each<[string, Caller, Partial<User>, string]>([
    ['may be changed by the tenant admin', 'the tenant admin', {}, 'fine'],
    ['may be changed by the OU admin of a unit above the user', 'the OU admin of Sales', {}, 'fine'],
    [
      'may not be changed for a user of another branch',
      'the OU admin of Sales',
      { organizationUnitId: 'service' },
      'notFound',
    ],
    [
      'may not be changed for a user of a unit above',
      'the OU admin of Sales',
      { organizationUnitId: 'contoso' },
      'notFound',
    ],
    [
      'may not be changed by oneself in a unit above the administered one',
      'the OU admin of Sales',
      { id: 'olga', organizationUnitId: 'contoso' },
      'forbidden',
    ],
  ])('%s', (_sentence, caller, before, expected) => {
    expect(outcome(decide(caller, { licences: [] }, before))).toBe(expected)
  })

  test('do not count as changed in another order or with duplicates', () => {
    expect(decide('the tenant admin', { licences: ['interact', 'contactCenter', 'interact'] })).toEqual({ value: {} })
  })
})

describe('moving a user', () => {
  test.each<[string, Caller, string, string]>([
    ['is allowed within the admin’s own units', 'the OU admin of Sales', 'france', 'fine'],
    ['is refused to a unit above', 'the OU admin of Sales', 'contoso', 'forbidden'],
    ['is refused to a hidden unit', 'the OU admin of Sales', 'service', 'notVisible'],
    ['is refused to an unknown unit', 'the tenant admin', 'unknown', 'notVisible'],
  ])('%s', (_sentence, caller, organizationUnitId, expected) => {
    expect(outcome(decide(caller, { organizationUnitId }))).toBe(expected)
  })

  test.each([
    ['is allowed with items of a unit above both units', 'sales', 'france', 'fine'],
    ['is refused out of the branch of a selected item', 'germany', 'france', 'notVisible'],
    ['is refused to a unit above that of a selected item', 'sales', 'contoso', 'notVisible'],
  ])('%s', (_sentence, itemUnit, organizationUnitId, expected) => {
    const template = { ...nothing, domainTemplateUnitId: itemUnit }
    const messages = { ...nothing, directSystemMessagesUnitId: itemUnit }
    for (const held of [template, messages])
      expect(outcome(decide('the tenant admin', { organizationUnitId }, {}, held))).toBe(expected)
  })
})

describe('a role', () => {
  const ouAdmin = (...administers: string[]) => ({ role: 'organizationUnitAdmin' as const, administers })
  test.each<[string, Caller, UserPatch, Partial<User>, string]>([
    ['of a tenant admin may be granted by a tenant admin', 'the tenant admin', { role: 'tenantAdmin' }, {}, 'fine'],
    [
      'of a tenant admin may not be granted by an OU admin',
      'the OU admin of Sales',
      { role: 'tenantAdmin' },
      {},
      'forbidden',
    ],
    [
      'of a tenant admin may not be revoked by an OU admin',
      'the OU admin of Sales',
      { role: 'agent' },
      { role: 'tenantAdmin' },
      'forbidden',
    ],
    [
      'of an OU admin may be granted for the admin’s own units',
      'the OU admin of Sales',
      ouAdmin('germany'),
      {},
      'fine',
    ],
    [
      'of an OU admin may not be granted for a unit above',
      'the OU admin of Sales',
      ouAdmin('contoso'),
      {},
      'forbidden',
    ],
    [
      'of an OU admin may not be granted for a hidden unit',
      'the OU admin of Sales',
      ouAdmin('germany', 'service'),
      {},
      'notVisible',
    ],
    [
      'of an OU admin of other units may not be changed',
      'the OU admin of Sales',
      ouAdmin('germany'),
      ouAdmin('service'),
      'forbidden',
    ],
    ['of an OU admin requires a unit', 'the tenant admin', ouAdmin(), {}, 'invalid'],
    ['of an agent cannot have units', 'the tenant admin', { administers: ['sales'] }, {}, 'invalid'],
    [
      'cannot be changed by its own holder',
      'the tenant admin',
      { role: 'agent' },
      { id: 'adele', role: 'tenantAdmin' },
      'forbidden',
    ],
  ])('%s', (_sentence, caller, patch, before, expected) => {
    expect(outcome(decide(caller, patch, before))).toBe(expected)
  })

  test('that is revoked leaves the licences unchanged', () => {
    const before = { role: 'organizationUnitAdmin', administers: ['germany'] } as const
    expect(decide('the tenant admin', { role: 'agent' }, { ...before, administers: [...before.administers] })).toEqual({
      value: { role: 'agent' },
    })
  })
})
