import { describe, expect, test } from '@jest/globals'
import { decideUserChange, type ItemUsage } from '#core/admin/userChange'
import type { User, UserPatch } from '#core/contract/users'
import { callers, outcome, user, type Caller } from './company.ts'

const nothing: ItemUsage = { domainTemplateUnitId: null, directSystemMessagesUnitId: null }
const decide = (caller: Caller, patch: UserPatch, before: Partial<User> = {}, held = nothing) =>
  decideUserChange(callers[caller], user(before), patch, held)

describe('licences', () => {
  test.each<[string, Caller, Partial<User>, string]>([
    ['are given by the tenant admin', 'the tenant admin', {}, 'fine'],
    ['are given by the OU admin of a unit above the user', 'the OU admin of Sales', {}, 'fine'],
    ['are not given beside', 'the OU admin of Sales', { organizationUnitId: 'service' }, 'notFound'],
    ['are not given above', 'the OU admin of Sales', { organizationUnitId: 'contoso' }, 'notFound'],
    [
      'are not given to oneself above',
      'the OU admin of Sales',
      { id: 'olga', organizationUnitId: 'contoso' },
      'forbidden',
    ],
  ])('%s', (_sentence, caller, before, expected) => {
    expect(outcome(decide(caller, { licences: [] }, before))).toBe(expected)
  })

  test('in another order, or named twice, are no change', () => {
    expect(decide('the tenant admin', { licences: ['interact', 'contactCenter', 'interact'] })).toEqual({ value: {} })
  })
})

describe('a user is moved', () => {
  test.each<[string, Caller, string, string]>([
    ['within one’s own units', 'the OU admin of Sales', 'france', 'fine'],
    ['not to a unit above', 'the OU admin of Sales', 'contoso', 'forbidden'],
    ['not to a hidden unit', 'the OU admin of Sales', 'service', 'notVisible'],
    ['not to a unit that does not exist', 'the tenant admin', 'unknown', 'notVisible'],
  ])('%s', (_sentence, caller, organizationUnitId, expected) => {
    expect(outcome(decide(caller, { organizationUnitId }))).toBe(expected)
  })

  test.each([
    ['with items of a unit above both', 'sales', 'france', 'fine'],
    ['not away from the unit of an item', 'germany', 'france', 'notVisible'],
    ['not above the unit of an item', 'sales', 'contoso', 'notVisible'],
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
    ['of a tenant admin is given by a tenant admin', 'the tenant admin', { role: 'tenantAdmin' }, {}, 'fine'],
    [
      'of a tenant admin is not given by an OU admin',
      'the OU admin of Sales',
      { role: 'tenantAdmin' },
      {},
      'forbidden',
    ],
    [
      'of a tenant admin is not taken by an OU admin',
      'the OU admin of Sales',
      { role: 'agent' },
      { role: 'tenantAdmin' },
      'forbidden',
    ],
    ['of an OU admin is given for one’s own units', 'the OU admin of Sales', ouAdmin('germany'), {}, 'fine'],
    ['of an OU admin is not given for a unit above', 'the OU admin of Sales', ouAdmin('contoso'), {}, 'forbidden'],
    [
      'of an OU admin is not given for a hidden unit',
      'the OU admin of Sales',
      ouAdmin('germany', 'service'),
      {},
      'notVisible',
    ],
    [
      'of an OU admin beside is not touched',
      'the OU admin of Sales',
      ouAdmin('germany'),
      ouAdmin('service'),
      'forbidden',
    ],
    ['of an OU admin needs a unit', 'the tenant admin', ouAdmin(), {}, 'invalid'],
    ['of an agent has no units', 'the tenant admin', { administers: ['sales'] }, {}, 'invalid'],
    [
      'of one’s own is changed by nobody',
      'the tenant admin',
      { role: 'agent' },
      { id: 'adele', role: 'tenantAdmin' },
      'forbidden',
    ],
  ])('%s', (_sentence, caller, patch, before, expected) => {
    expect(outcome(decide(caller, patch, before))).toBe(expected)
  })

  test('that is taken back leaves the licences alone', () => {
    const before = { role: 'organizationUnitAdmin', administers: ['germany'] } as const
    expect(decide('the tenant admin', { role: 'agent' }, { ...before, administers: [...before.administers] })).toEqual({
      value: { role: 'agent' },
    })
  })
})
