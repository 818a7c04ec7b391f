import { describe, expect, test } from '@jest/globals'
import { decideNewUnit, decideUnitChange, decideUnitRemoval } from '#core/admin/unitChange'
import { callers, outcome, tree, type Caller } from './company.ts'

const unit = (id: string, users = 0) => ({ id, name: id, users, parentId: tree.parentOf.get(id) ?? null })

test.each<[string, Caller, string, string]>([
  ['may be created below the admin’s own unit', 'the OU admin of Sales', 'germany', 'fine'],
  ['may not be created below a unit above', 'the OU admin of Sales', 'contoso', 'forbidden'],
  ['may not be created below a hidden unit', 'the OU admin of Sales', 'service', 'notVisible'],
])('a new unit %s', (_sentence, caller, parentId, expected) => {
  expect(outcome(decideNewUnit(callers[caller], { name: 'New', parentId }))).toBe(expected)
})

describe('moving a unit', () => {
  test.each<[string, Caller, string, string, string]>([
    ['is allowed to another parent', 'the tenant admin', 'germany', 'service', 'fine'],
    ['is refused below itself', 'the tenant admin', 'sales', 'sales', 'treeCycle'],
    ['is refused below one of its descendants', 'the tenant admin', 'sales', 'germany', 'treeCycle'],
    ['is refused for the root', 'the tenant admin', 'contoso', 'service', 'treeCycle'],
    ['is allowed within the admin’s own units', 'the OU admin of Sales', 'germany', 'france', 'fine'],
    ['is refused out of the admin’s own units', 'the OU admin of Sales', 'germany', 'contoso', 'forbidden'],
    ['is refused to a hidden unit', 'the OU admin of Sales', 'germany', 'service', 'notVisible'],
    [
      'is refused if the admin does not administer the old parent',
      'the OU admin of Germany and Service',
      'germany',
      'service',
      'forbidden',
    ],
  ])('%s', (_sentence, caller, id, parentId, expected) => {
    expect(outcome(decideUnitChange(callers[caller], unit(id), { parentId }))).toBe(expected)
  })
})

describe('renaming a unit', () => {
  test.each<[string, Caller, string, string]>([
    ['is allowed for its admin', 'the OU admin of Sales', 'sales', 'fine'],
    ['is allowed for the root by the tenant admin', 'the tenant admin', 'contoso', 'fine'],
    ['is refused if the admin may only read it', 'the OU admin of Sales', 'contoso', 'forbidden'],
    ['is refused if the unit is hidden from the admin', 'the OU admin of Sales', 'service', 'notFound'],
  ])('%s', (_sentence, caller, id, expected) => {
    expect(outcome(decideUnitChange(callers[caller], unit(id), { name: 'Other' }))).toBe(expected)
  })

  test('answers only the fields that differ', () => {
    const scope = callers['the tenant admin']
    expect(decideUnitChange(scope, unit('germany'), { name: 'germany', parentId: 'sales' })).toEqual({ value: {} })
    expect(decideUnitChange(scope, unit('germany'), { name: 'DE', parentId: 'sales' })).toEqual({
      value: { name: 'DE' },
    })
  })
})

describe('deleting a unit', () => {
  test.each<[string, Caller, string, number, string]>([
    ['is allowed for an empty unit', 'the OU admin of Sales', 'germany', 0, 'fine'],
    ['is refused while it contains users', 'the OU admin of Sales', 'germany', 3, 'notEmpty'],
    ['is refused while there are units below it', 'the tenant admin', 'sales', 0, 'notEmpty'],
    ['is refused for the root', 'the tenant admin', 'contoso', 0, 'inUse'],
    ['is refused if the admin does not administer the parent', 'the OU admin of Germany', 'germany', 0, 'forbidden'],
    ['is refused if the unit is hidden from the admin', 'the OU admin of Germany', 'france', 0, 'notFound'],
  ])('%s', (_sentence, caller, id, users, expected) => {
    expect(outcome(decideUnitRemoval(callers[caller], unit(id, users)))).toBe(expected)
  })
})
