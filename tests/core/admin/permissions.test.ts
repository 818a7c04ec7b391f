import { describe, expect, test } from '@jest/globals'
import { mayChange, mayPlaceIn } from '#core/admin/permissionChecks'
import { isVisibleTo, unitAccess } from '#core/admin/permissions'
import { callers, outcome, tree, type Caller } from './company.ts'

const units = ['contoso', 'sales', 'germany', 'france', 'service', 'unknown']

describe('access to the units of the tree', () => {
  test.each<[Caller, string]>([
    ['the tenant admin', 'writable writable writable writable writable hidden'],
    ['the OU admin of Sales', 'readable writable writable writable hidden hidden'],
    ['the OU admin of Germany', 'readable readable writable hidden hidden hidden'],
    ['the OU admin of Germany and Service', 'readable readable writable hidden writable hidden'],
    ['an agent', 'hidden hidden hidden hidden hidden hidden'],
  ])(
    'answers the access of %s to contoso, sales, germany, france, service and an unknown unit: %s',
    (caller, expected) => {
      expect(units.map((unit) => unitAccess(callers[caller], unit)).join(' ')).toBe(expected)
    },
  )
})

describe('changing and placing', () => {
  test.each<[Caller, string, string, string]>([
    ['the OU admin of Sales', 'germany', 'fine', 'fine'],
    ['the OU admin of Sales', 'contoso', 'forbidden', 'forbidden'],
    ['the OU admin of Sales', 'service', 'notFound', 'notVisible'],
    ['the OU admin of Sales', 'unknown', 'notFound', 'notVisible'],
    ['the tenant admin', 'unknown', 'notFound', 'notVisible'],
  ])('decides for %s and the contents of %s: changing is %s, placing is %s', (caller, unit, change, place) => {
    expect(outcome(mayChange(callers[caller], unit))).toBe(change)
    expect(outcome(mayPlaceIn(callers[caller], unit, '/organizationUnitId'))).toBe(place)
  })

  test('answers the same refusal for a sibling unit and an unknown one', () => {
    const sales = callers['the OU admin of Sales']
    expect(mayPlaceIn(sales, 'service', '/parentId')).toEqual(mayPlaceIn(sales, 'unknown', '/parentId'))
    expect(mayChange(sales, 'service')).toEqual(mayChange(sales, 'unknown'))
  })
})

describe('a configuration item', () => {
  test.each([
    ['of the same unit is visible', 'germany', true],
    ['of the unit above is visible', 'sales', true],
    ['of the root unit is visible', 'contoso', true],
    ['of a sibling unit is hidden', 'france', false],
    ['of another branch is hidden', 'service', false],
    ['of an unknown unit is hidden', 'unknown', false],
  ])('%s (%s for a user of germany: %s)', (_sentence, unit, visible) => {
    expect(isVisibleTo(tree, unit, 'germany')).toBe(visible)
  })

  test('of a unit below the user is hidden', () => {
    expect(isVisibleTo(tree, 'germany', 'sales')).toBe(false)
  })
})
