import { describe, expect, test } from '@jest/globals'
import { changedFields, beforeAndAfter } from '#core/admin/patch'
import { decideItemPlace, inUseRefusal, visibleHolders } from '#core/admin/itemChange'
import { pageOf } from '#core/admin/presenters'
import { decidePatterns } from '#core/admin/patternsChange'
import { snippetsFor } from '#core/admin/snippets'
import { callers, outcome, type Caller } from './company.ts'

const held = (...unitIds: string[]) =>
  unitIds.map((organizationUnitId, index) => ({ id: `u${index}`, displayName: `User ${index}`, organizationUnitId }))

describe('an item', () => {
  test.each<[string, Caller, string, string[], string | undefined, string]>([
    ['may be changed by its admin', 'the OU admin of Sales', 'germany', [], undefined, 'fine'],
    ['of a unit above may only be read', 'the OU admin of Sales', 'contoso', [], undefined, 'forbidden'],
    ['of a sibling unit answers as an unknown one', 'the OU admin of Sales', 'service', [], undefined, 'notFound'],
    ['may be moved within the admin’s own units', 'the OU admin of Sales', 'germany', [], 'france', 'fine'],
    ['may not be moved into a unit above', 'the OU admin of Sales', 'germany', [], 'contoso', 'forbidden'],
    ['may be moved up while users hold it', 'the tenant admin', 'germany', ['germany'], 'contoso', 'fine'],
    [
      'may not be moved out of sight of the users that hold it',
      'the tenant admin',
      'sales',
      ['germany', 'france'],
      'germany',
      'inUse',
    ],
  ])('%s', (_sentence, caller, organizationUnitId, holders, unitId, expected) => {
    const item = { organizationUnitId, usedBy: held(...holders) }
    expect(outcome(decideItemPlace(callers[caller], item, unitId))).toBe(expected)
  })

  test('that is in use is refused with ten names and the number of the rest', () => {
    expect(inUseRefusal(held('germany', 'germany')).detail).toBe(
      'User 0, User 1 use it. To delete it anyway, add inUse=allow.',
    )
    const refusal = (count: number) => inUseRefusal(held(...Array.from({ length: count }, () => 'germany'))).detail
    expect(refusal(10)).toContain('User 8, User 9 use it.')
    expect(refusal(11)).toContain('User 8, User 9 and 1 more use it.')
    expect(refusal(12)).toContain('User 8, User 9 and 2 more use it.')
  })

  test('shows an OU admin only the users of the admin’s own units', () => {
    const usedBy = held('germany', 'service', 'contoso')
    expect(visibleHolders(callers['the OU admin of Sales'], usedBy)).toEqual([{ id: 'u0', displayName: 'User 0' }])
    expect(visibleHolders(callers['the tenant admin'], usedBy)).toHaveLength(3)
  })
})

describe('patterns', () => {
  const decide = (...patterns: string[]) => decidePatterns(patterns, (host) => host === 'github.io')

  test('are stored as written, trimmed and without duplicates', () => {
    expect(decide(' https://shop.example ', '*.shop.example', 'shop.example')).toEqual({
      value: ['https://shop.example', '*.shop.example'],
    })
  })

  test('on shared hosting may be saved', () => {
    expect(decide('*.github.io')).toEqual({ value: ['*.github.io'] })
  })

  test.each([
    ['https://shop.example/path', 'has a path'],
    ['*', 'would allow every page'],
    ['*.com', 'too broad'],
    ['a.*.example', 'Use * only at the beginning'],
    ['^https://.*$', 'regular expression'],
    ['a.example b.example', 'more than one host'],
    ['ftp://shop.example', 'scheme'],
    ['null', 'sandboxed'],
    ['shop.example:99999', 'port'],
    ['', 'is empty'],
  ])('are refused with the entry and the reason for %j', (entry, why) => {
    const { refused } = decide('good.example', entry)
    expect(refused?.code).toBe('badPattern')
    expect(refused?.errors?.map(({ path }) => path)).toEqual(['/patterns/1'])
    expect(refused?.errors?.[0]?.message).toContain(`“${entry}”`)
    expect(refused?.errors?.[0]?.message).toContain(why)
  })

  test('are quoted to a hundred characters, without half a character at the end', () => {
    const quoted = (entry: string) => decide('good.example', entry).refused?.errors?.[0]?.message
    expect(quoted(`/${'a'.repeat(99)}`)).toContain(`“/${'a'.repeat(99)}”`)
    expect(quoted(`/${'a'.repeat(100)}`)).toContain(`“/${'a'.repeat(99)}…”`)
    expect(quoted(`/${'a'.repeat(98)}😀`)).toContain(`“/${'a'.repeat(98)}\ufffd…”`)
  })

  test('are refused together, each with its own path', () => {
    const paths = decide('*', 'good.example', '*.com').refused?.errors?.map(({ path }) => path)
    expect(paths).toEqual(['/patterns/0', '/patterns/2'])
  })
})

describe('a change', () => {
  test('contains only the fields that differ, independent of field order', () => {
    const before = { name: 'A', texts: { a: '1', b: '2' }, patterns: ['x', 'y'] }
    expect(changedFields(before, { name: 'A', texts: { b: '2', a: '1' }, patterns: ['x', 'y'] })).toEqual({})
    expect(changedFields(before, { name: 'B', patterns: ['y', 'x'] })).toEqual({ name: 'B', patterns: ['y', 'x'] })
    expect(changedFields(before, { name: undefined })).toEqual({})
  })

  test('is recorded with the values before and after', () => {
    expect(beforeAndAfter({ name: 'A', other: 1 }, { name: 'B' })).toEqual({
      before: { name: 'A' },
      after: { name: 'B' },
    })
  })
})

describe('a paged list', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const page = (cursor: string | null, items = ids) =>
    pageOf(items, { limit: 2, ...(cursor === null ? {} : { cursor }) }, (id) => id)

  test('is read to its end', () => {
    const first = page(null)
    const second = page(first.nextCursor)
    const third = page(second.nextCursor)
    expect([first.items, second.items, third.items]).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect(third.nextCursor).toBeNull()
  })

  test('skips no item if the last one shown is deleted', () => {
    expect(page(page(null).nextCursor, ['a', 'c', 'd', 'e']).items).toEqual(['c', 'd'])
  })

  test('is empty for an invalid cursor', () => {
    for (const cursor of ['', 'x', '-1.a', '1e9']) expect(page(cursor).items).toEqual([])
  })
})

test('the snippet has a latest and a pinned variant with the documented markup', () => {
  const place = {
    widgetUrl: 'https://widget.example',
    loader: { file: 'loader.c6609474dc56.js', integrity: 'sha384-abc' },
  }
  expect(snippetsFor(place, { contactId: 'id', widgetKey: 'key', branding: { accent: null, label: null } })).toEqual({
    latest:
      '<script async src="https://widget.example/widget/v1/loader.js" data-contact-id="id" data-widget-key="key"></script>',
    pinned:
      '<script async src="https://widget.example/widget/v1/loader.c6609474dc56.js" integrity="sha384-abc" crossorigin="anonymous" data-contact-id="id" data-widget-key="key"></script>',
    csp: [
      'script-src https://widget.example',
      'connect-src https://widget.example',
      'frame-src https://widget.example',
    ],
  })
})

test('the snippet carries the tenant’s colour and label as text', () => {
  const place = { widgetUrl: 'https://widget.example', loader: { file: 'loader.c6.js', integrity: 'sha384-abc' } }
  const branding = { accent: '#aB12c3', label: 'Ask "us" & <them>' }
  const { latest, pinned } = snippetsFor(place, { contactId: 'id', widgetKey: 'key', branding })
  const end = 'data-widget-key="key" data-accent="#aB12c3" data-label="Ask &quot;us&quot; &amp; &lt;them&gt;"></script>'
  expect([latest, pinned].map((tag) => tag.slice(-end.length))).toEqual([end, end])
})
