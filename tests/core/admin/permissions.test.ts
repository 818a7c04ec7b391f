import { describe, expect, test } from '@jest/globals'
import { mayChange, mayPlaceIn } from '#core/admin/permissionChecks'
import { isVisibleTo, unitAccess } from '#core/admin/permissions'
import { callers, outcome, tree, type Caller } from './company.ts'

const units = ['contoso', 'sales', 'germany', 'france', 'service', 'unknown']

describe('what a caller sees of the tree', () => {
  test.each<[Caller, string]>([
    ['the tenant admin', 'writable writable writable writable writable hidden'],
    ['the OU admin of Sales', 'readable writable writable writable hidden hidden'],
    ['the OU admin of Germany', 'readable readable writable hidden hidden hidden'],
    ['the OU admin of Germany and Service', 'readable readable writable hidden writable hidden'],
    ['an agent', 'hidden hidden hidden hidden hidden hidden'],
  ])('%s: contoso, sales, germany, france, service and an unknown unit are %s', (caller, expected) => {
    expect(units.map((unit) => unitAccess(callers[caller], unit)).join(' ')).toBe(expected)
  })
})

describe('changing and placing', () => {
  test.each<[Caller, string, string, string]>([
    ['the OU admin of Sales', 'germany', 'fine', 'fine'],
    ['the OU admin of Sales', 'contoso', 'forbidden', 'forbidden'],
    ['the OU admin of Sales', 'service', 'notFound', 'notVisible'],
    ['the OU admin of Sales', 'unknown', 'notFound', 'notVisible'],
    ['the tenant admin', 'unknown', 'notFound', 'notVisible'],
  ])('%s and what sits in %s: change is %s, put something there is %s', (caller, unit, change, place) => {
    expect(outcome(mayChange(callers[caller], unit))).toBe(change)
    expect(outcome(mayPlaceIn(callers[caller], unit, '/organizationUnitId'))).toBe(place)
  })

  test('a unit beside and one that does not exist answer the same words', () => {
    const sales = callers['the OU admin of Sales']
    expect(mayPlaceIn(sales, 'service', '/parentId')).toEqual(mayPlaceIn(sales, 'unknown', '/parentId'))
    expect(mayChange(sales, 'service')).toEqual(mayChange(sales, 'unknown'))
  })
})

describe('a configuration item serves a user', () => {
  test.each([
    ['of the same unit', 'germany', true],
    ['of the unit above', 'sales', true],
    ['of the top', 'contoso', true],
    ['not of the unit beside', 'france', false],
    ['not of another branch', 'service', false],
    ['not of a unit that does not exist', 'unknown', false],
  ])('%s (%s for a user of germany: %s)', (_sentence, unit, visible) => {
    expect(isVisibleTo(tree, unit, 'germany')).toBe(visible)
  })

  test('but not one of a unit below the user', () => {
    expect(isVisibleTo(tree, 'germany', 'sales')).toBe(false)
  })
})
