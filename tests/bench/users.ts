import { performance } from 'node:perf_hooks'
import type { UserList } from '#core/contract/users'
import type { Databases } from './databases.ts'
import { percentile, type Figure } from './figures.ts'
import { HttpConnection, jsonOf } from './httpConnection.ts'
import type { Product } from './product.ts'

const few = 1000
const many = 50_000
const asked = 60

type Filter = { name: string; query: (unitId: string) => string }
const filter = (name: string, query: string | ((unitId: string) => string)): Filter => ({
  name,
  query: typeof query === 'string' ? () => query : query,
})

const filters: readonly Filter[] = [
  filter('no filter', ''),
  filter('one letter', 'search=f'),
  filter('three letters', 'search=fga'),
  filter('a common word', 'search=department'),
  filter('a whole word', 'search=lgah'),
  filter('no match', 'search=zzzz'),
  filter('licence', 'licence=interact'),
  filter('active', 'active=true'),
  filter('unit', (unitId) => `organizationUnitId=${unitId}`),
  filter('unit, licence, active', (unitId) => `organizationUnitId=${unitId}&licence=interact&active=true`),
  filter('letter and licence', 'search=f&licence=interact'),
]

/** Measures a page of users with every kind of filter: the cost must not depend on the number of users. */
export async function measureUsers(databases: Databases): Promise<Figure[]> {
  const { product } = await databases.product('postgres', [few, many])
  const figures: Figure[] = []
  const connection = new HttpConnection(product.ready.apiUrl)
  for (const { name, query } of filters) figures.push(await compare(connection, product.ready, name, query))
  figures.push(await compareLaterPage(connection, product.ready))
  connection.close()
  await product.stop()
  return figures
}

async function compare(
  connection: HttpConnection,
  { tenants }: Product,
  name: string,
  query: Filter['query'],
): Promise<Figure> {
  const took = tenants.map((): number[] => [])
  const warm = 5
  for (let turn = -warm; turn < asked; turn++)
    for (const [place, { adminToken, unitId }] of tenants.entries()) {
      const begin = performance.now()
      await page(connection, adminToken, query(unitId))
      if (turn >= 0) took[place]?.push(performance.now() - begin)
    }
  const [small = Number.NaN, large = Number.NaN] = took.map((each) => percentile(each, 0.95))
  return {
    ...{ what: `users, ${name}, p95 of ${many}`, unit: 'ms', here: large, n: asked },
    limit: { name: `of ${few}`, value: small },
    reach: { most: 1.5, of: 'ratio' },
  }
}

async function compareLaterPage(connection: HttpConnection, product: Product): Promise<Figure> {
  const cursors = new Map<string, string>()
  for (const { adminToken, unitId } of product.tenants) {
    const { nextCursor } = await page(connection, adminToken, 'limit=100')
    cursors.set(unitId, nextCursor ?? '')
  }
  return compare(
    connection,
    product,
    'a later page',
    (unitId) => `cursor=${encodeURIComponent(cursors.get(unitId) ?? '')}`,
  )
}

const page = async (connection: HttpConnection, token: string, query: string): Promise<UserList> =>
  jsonOf(await connection.ask('GET', `/api/v1/users?${query}`, { authorization: `Bearer ${token}` }), 200) as UserList
