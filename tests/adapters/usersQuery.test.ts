import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { UsersQuery } from '#core/contract/users'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, reachable, type TestTenant } from './support/newTenant.ts'

describeEachDatabase('The list of users', (open) => {
  let store: Store
  let contoso: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>())
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })

  const patch = (change: Parameters<Store['people']['patch']>[2], userId = contoso.userId) =>
    store.people.patch(contoso.tenantId, userId, change, contoso.by())
  const list = (query: Partial<UsersQuery> = {}, units: string[] | null = null) =>
    store.people.list(contoso.tenantId, { limit: 50, ...query }, units)
  const names = async (query: Partial<UsersQuery> = {}, units: string[] | null = null) =>
    (await list(query, units)).items.map(({ displayName }) => displayName)
  const add = (...people: ReturnType<typeof person>[]) => store.provisioning.upsertUsers(contoso.tenantId, people)

  test('is sorted by name, ignoring case and accents', async () => {
    await add(person('étienne'), person('Zoe'), person('ÄNNE'), person('bob'))
    expect(await names()).toEqual(['Alex Wilber', 'ÄNNE', 'bob', 'étienne', 'Zoe'])
  })

  test('keeps its pages stable while users are added', async () => {
    await add(...['D', 'F', 'H', 'J', 'L'].map((name) => person(name)))
    const first = await list({ limit: 2 })
    await add(person('B'), person('G'))
    const second = await list({ limit: 2, cursor: first.nextCursor ?? '' })
    const rest = await list({ limit: 50, cursor: second.nextCursor ?? '' })
    const shown = [...first.items, ...second.items, ...rest.items].map(({ displayName }) => displayName)
    expect(shown).toEqual(['Alex Wilber', 'D', 'F', 'G', 'H', 'J', 'L'])
    expect(rest.nextCursor).toBeNull()
  })

  test('has every user of the same name, once each', async () => {
    await add(...Array.from({ length: 7 }, () => person('John Smith')))
    const ids: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 3, ...(cursor === '' ? {} : { cursor }) })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
  })

  test('is searched by the beginnings of words of name, address and department', async () => {
    await add(
      { ...person('Jürgen Müller-Lüdenscheidt'), department: 'Research & Development' },
      { ...person('Ann Lee'), userPrincipalName: 'employee4711@contoso.test', mail: 'lee.ann@mail.example' },
      person("Aoife O'Brien"),
      person('山田 太郎'),
    )
    const found = (search: string) => names({ search })
    expect(await found('mull')).toEqual(['Jürgen Müller-Lüdenscheidt'])
    expect(await found('MÜLLER')).toEqual(['Jürgen Müller-Lüdenscheidt'])
    expect(await found('ludensch jur')).toEqual(['Jürgen Müller-Lüdenscheidt'])
    expect(await found('develop')).toEqual(['Jürgen Müller-Lüdenscheidt'])
    expect(await found('4711')).toEqual(['Ann Lee'])
    expect(await found('employee4711@con')).toEqual(['Ann Lee'])
    expect(await found('lee.ann@mail.example')).toEqual(['Ann Lee'])
    expect(await found("o'br")).toEqual(["Aoife O'Brien"])
    expect(await found('山')).toEqual(['山田 太郎'])
    expect(await found('a')).toEqual(['Alex Wilber', 'Ann Lee', "Aoife O'Brien"])
    expect(await found('uller')).toEqual([])
    expect(await found('ann mull')).toEqual([])
    expect(await found('%')).toEqual(await names())
    expect(await found("x' or 1=1 --")).toEqual([])
  })

  test('has a user once when several of their words match a search', async () => {
    await add({ ...person('Anna Annabel Annaberg'), department: 'Annapolis' }, person('Annabel Lee'))
    expect(await names({ search: 'anna' })).toEqual(['Anna Annabel Annaberg', 'Annabel Lee'])
    expect((await list({ search: 'anna' })).total).toEqual({ count: 2, atLeast: false })
  })

  test('pages through a search without gaps', async () => {
    await add(...Array.from({ length: 9 }, (_, index) => person(`Person ${index} Testing`)))
    const first = await list({ search: 'testing', limit: 4 })
    const second = await list({ search: 'testing', limit: 4, cursor: first.nextCursor ?? '' })
    const third = await list({ search: 'testing', limit: 4, cursor: second.nextCursor ?? '' })
    const shown = [...first.items, ...second.items, ...third.items].map(({ displayName }) => displayName)
    expect(shown).toEqual(Array.from({ length: 9 }, (_, index) => `Person ${index} Testing`))
    expect(third.nextCursor).toBeNull()
  })

  test('combines filters by unit, licence and Active, with and without a search', async () => {
    const sales = await contoso.addUnit('Sales')
    await add(
      person('Amy', reachable({ organizationUnitId: sales })),
      person('Ben', reachable({ organizationUnitId: sales, active: false })),
      person('Cas', { organizationUnitId: sales, licences: ['contactCenter'] }),
      person('Dan', reachable({ licences: ['interact'] })),
      person('Eve'),
    )
    expect(await names({ organizationUnitId: sales })).toEqual(['Amy', 'Ben', 'Cas'])
    expect(await names({ licence: 'contactCenter' })).toEqual(['Alex Wilber', 'Amy', 'Ben', 'Cas'])
    expect(await names({ licence: 'interact' })).toEqual(['Alex Wilber', 'Amy', 'Ben', 'Dan'])
    expect(await names({ active: 'true' })).toEqual(['Alex Wilber', 'Amy', 'Dan'])
    expect(await names({ active: 'false' })).toEqual(['Ben', 'Cas', 'Eve'])
    expect(await names({ active: 'true', licence: 'contactCenter', organizationUnitId: sales })).toEqual(['Amy'])
    expect(await names({ active: 'false', search: 'ben' })).toEqual(['Ben'])
    expect(await names({ organizationUnitId: sales, search: 'dan' })).toEqual([])
    expect((await list({ active: 'true', licence: 'interact' })).total).toEqual({ count: 3, atLeast: false })
  })

  test('shows a unit admin the users of their units only, whatever the query', async () => {
    const sales = await contoso.addUnit('Sales')
    const north = await contoso.addUnit('North', sales)
    await add(person('Amy', { organizationUnitId: sales }), person('Ben', { organizationUnitId: north }), person('Cas'))
    expect(await names({}, [sales, north])).toEqual(['Amy', 'Ben'])
    expect(await names({ organizationUnitId: north }, [sales, north])).toEqual(['Ben'])
    expect(await names({ organizationUnitId: contoso.rootUnitId }, [sales, north])).toEqual([])
    expect(await names({ search: 'cas' }, [sales, north])).toEqual([])
    expect(await names({}, [])).toEqual([])
  })

  test('reflects a changed unit, licence or Active at once', async () => {
    const sales = await contoso.addUnit('Sales')
    await patch({ organizationUnitId: sales, licences: [] })
    // A move increments the version of the user's settings.
    await store.interactSettings.patch(contoso.tenantId, contoso.userId, 2, { active: false }, contoso.by())
    expect(await names({ organizationUnitId: sales })).toEqual(['Alex Wilber'])
    expect(await names({ organizationUnitId: contoso.rootUnitId })).toEqual([])
    expect(await names({ licence: 'interact' })).toEqual([])
    expect(await names({ active: 'true' })).toEqual([])
  })

  test('states why each user cannot be reached', async () => {
    await add(person('Ben', reachable({ restrictAccess: true })), person('Eve'))
    const reasons = (await list()).items.map(({ displayName, interact }) => [displayName, interact.reason])
    expect(reasons).toEqual([
      ['Alex Wilber', null],
      ['Ben', 'noDomainTemplate'],
      ['Eve', 'licenceMissing'],
    ])
  })

  test('stops counting the total at a thousand', async () => {
    await add(...Array.from({ length: 999 }, (_, index) => person(`Person ${index}`)))
    expect((await list()).total).toEqual({ count: 1000, atLeast: false })
    await add(person('One More'))
    expect((await list()).total).toEqual({ count: 1000, atLeast: true })
    expect((await list({ search: 'person' })).total).toEqual({ count: 999, atLeast: false })
    await add(person('Person X'), person('Person Y'))
    expect((await list({ search: 'pers' })).total).toEqual({ count: 1000, atLeast: true })
  })

  test('returns no users for an invalid cursor', async () => {
    for (const cursor of ['', 'x', 'W10', Buffer.from('[1,2]').toString('base64url')])
      expect(await names({ cursor })).toEqual([])
  })
})
