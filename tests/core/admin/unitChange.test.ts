import { describe, expect, test } from '@jest/globals'
import { decideNewUnit, decideUnitChange, decideUnitRemoval } from '#core/admin/unitChange'
import { callers, outcome, tree, type Caller } from './company.ts'

const unit = (id: string, users = 0) => ({ id, name: id, users, parentId: tree.parentOf.get(id) ?? null })

test.each<[string, Caller, string, string]>([
  ['below one’s own unit', 'the OU admin of Sales', 'germany', 'fine'],
  ['not below a unit above', 'the OU admin of Sales', 'contoso', 'forbidden'],
  ['not beside', 'the OU admin of Sales', 'service', 'notVisible'],
])('a unit is made %s', (_sentence, caller, parentId, expected) => {
  expect(outcome(decideNewUnit(callers[caller], { name: 'New', parentId }))).toBe(expected)
})

describe('a unit is moved', () => {
  test.each<[string, Caller, string, string, string]>([
    ['to another parent', 'the tenant admin', 'germany', 'service', 'fine'],
    ['not below itself', 'the tenant admin', 'sales', 'sales', 'treeCycle'],
    ['not below one of its own', 'the tenant admin', 'sales', 'germany', 'treeCycle'],
    ['not when it is the top', 'the tenant admin', 'contoso', 'service', 'treeCycle'],
    ['within one’s own units', 'the OU admin of Sales', 'germany', 'france', 'fine'],
    ['not out of them', 'the OU admin of Sales', 'germany', 'contoso', 'forbidden'],
    ['not to a hidden unit', 'the OU admin of Sales', 'germany', 'service', 'notVisible'],
    ['not from hands that are not one’s own', 'the OU admin of Germany and Service', 'germany', 'service', 'forbidden'],
  ])('%s', (_sentence, caller, id, parentId, expected) => {
    expect(outcome(decideUnitChange(callers[caller], unit(id), { parentId }))).toBe(expected)
  })
})

describe('a unit is renamed', () => {
  test.each<[string, Caller, string, string]>([
    ['by who administers it', 'the OU admin of Sales', 'sales', 'fine'],
    ['even the top, by the tenant admin', 'the tenant admin', 'contoso', 'fine'],
    ['not by who may only read it', 'the OU admin of Sales', 'contoso', 'forbidden'],
    ['not by who does not see it', 'the OU admin of Sales', 'service', 'notFound'],
  ])('%s', (_sentence, caller, id, expected) => {
    expect(outcome(decideUnitChange(callers[caller], unit(id), { name: 'Other' }))).toBe(expected)
  })

  test('and only what differs is changed', () => {
    const scope = callers['the tenant admin']
    expect(decideUnitChange(scope, unit('germany'), { name: 'germany', parentId: 'sales' })).toEqual({ value: {} })
    expect(decideUnitChange(scope, unit('germany'), { name: 'DE', parentId: 'sales' })).toEqual({
      value: { name: 'DE' },
    })
  })
})

describe('a unit is deleted', () => {
  test.each<[string, Caller, string, number, string]>([
    ['when nothing is in it', 'the OU admin of Sales', 'germany', 0, 'fine'],
    ['not while users sit in it', 'the OU admin of Sales', 'germany', 3, 'notEmpty'],
    ['not while units are below it', 'the tenant admin', 'sales', 0, 'notEmpty'],
    ['never when it is the top', 'the tenant admin', 'contoso', 0, 'inUse'],
    ['not by who was put in charge of it', 'the OU admin of Germany', 'germany', 0, 'forbidden'],
    ['not by who does not see it', 'the OU admin of Germany', 'france', 0, 'notFound'],
  ])('%s', (_sentence, caller, id, users, expected) => {
    expect(outcome(decideUnitRemoval(callers[caller], unit(id, users)))).toBe(expected)
  })
})
