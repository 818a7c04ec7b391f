import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createEntraClients } from '#api/adapters/entra/tokenClients'
import { createGraphDirectory } from '#api/adapters/graph/graphDirectory'
import { createDirectorySync } from '#api/workers/directorySync'
import { apiClientId, contoso, fabrikam, people } from '#infra/local/seedPeople'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { readSecrets } from '#infra/local/secrets'
import { eventually } from '../../support/eventually.ts'
import { startGraph, type Graph, type GraphUser } from '../../support/microsoft/graph.ts'
import { startWorld, type World } from '../../support/world.ts'

const adele = 'adele@contoso.test'
const frida = 'frida@fabrikam.test'
const minute = 60_000
let graph: Graph
let world: World

const inGraph = (name: string, more: Partial<GraphUser> = {}): GraphUser => ({
  id: randomUUID(),
  displayName: name,
  userPrincipalName: `${name.replace(' ', '.').toLowerCase()}@contoso.test`,
  ...more,
})
const seeded = people
  .filter(({ tid }) => tid === contoso)
  .map(({ oid, name, upn }) => inGraph(name, { id: oid, userPrincipalName: upn }))
const found = async (search: string, admin = adele) =>
  (await world.ask(admin, 'GET', `/users?search=${encodeURIComponent(search)}`)).body.items as { licences: string[] }[]

beforeAll(async () => {
  graph = await startGraph()
  graph.people.set(contoso, [...seeded, inGraph('Wendy Wiseman', { department: 'Legal' })])
  graph.people.set(fabrikam, [inGraph('Wilma Weber', { userPrincipalName: 'wilma@fabrikam.test' })])
  world = await startWorld({ graph })
})
afterAll(async () => {
  await world.close()
  await graph.close()
})

test('creates users from the directory without a sign-in', async () => {
  await eventually(async () => (await found('Wendy')).length === 1, 'Wendy is a user')
  expect(await found('Legal')).toMatchObject([{ displayName: 'Wendy Wiseman', licences: [], role: 'agent' }])
  const tenant = async () => (await world.ask(adele, 'GET', '/tenant')).body.directory
  await eventually(async () => ((await tenant()) as { readAt: string | null }).readAt !== null, 'all was read')
  expect(await tenant()).toMatchObject({ problem: null })
})

test('reads the directory of each tenant as that tenant', async () => {
  await eventually(async () => (await found('Wilma', frida)).length === 1, 'Wilma is a user')
  expect([await found('Wendy', frida), await found('Wilma')]).toEqual([[], []])
})

describe('a run of the directory sync', () => {
  let time = Date.now()
  let turn: () => Promise<boolean>
  let woken = 0
  const faults: unknown[] = []

  beforeAll(() => {
    const { apiSecret } = readSecrets(world.dataFolder)
    const registration = { clientId: apiClientId, clientSecret: apiSecret }
    turn = createDirectorySync({
      directory: createGraphDirectory({
        tokens: createEntraClients(registration, localNetworkClient(world.entra.url)),
        origin: graph.url,
      }),
      reads: world.store.directorySyncStore,
      tenants: [contoso],
      now: () => time,
      settingsChanged: () => (woken += 1),
      report: (error) => faults.push(error),
    })
  })
  beforeEach(() => {
    time += 60 * minute
    graph.asked.length = 0
  })
  const say = (...users: GraphUser[]) => graph.people.get(contoso)?.push(...users)
  const readAll = async () => {
    while (await turn());
  }
  const problem = async () =>
    ((await world.ask(adele, 'GET', '/tenant')).body.directory as { problem: string | null }).problem

  test('requests only changes, and not before it is due', async () => {
    say(inGraph('Xenia Young'))
    await readAll()
    expect(await found('Xenia')).toHaveLength(1)
    expect(graph.asked).toEqual(['/v1.0/users/delta'])
    await readAll()
    expect(graph.asked).toHaveLength(1)
  })

  test('omits guests and disabled accounts', async () => {
    say(inGraph('Guest Person', { userType: 'Guest' }), inGraph('Locked Person', { accountEnabled: false }))
    await readAll()
    expect(await found('Person')).toEqual([])
  })

  test('deactivates users who left, and triggers the reachability check', async () => {
    const [lidia] = seeded.filter(({ displayName }) => displayName === 'Lidia Holloway')
    const before = woken
    expect((await found('Lidia'))[0]?.licences).toEqual(['contactCenter', 'interact'])
    say({ id: lidia?.id ?? '', gone: true })
    await readAll()
    expect((await found('Lidia'))[0]?.licences).toEqual([])
    expect(woken).toBe(before + 1)
  })

  test.each([
    ['a missing permission', 403, 'consent', 15],
    ['a server error', 503, 'unreachable', 1],
  ])('reports %s to the admin and retries later', async (_sentence, status, expected, minutes) => {
    graph.instead.push({ status })
    await readAll()
    expect(await problem()).toBe(expected)
    time += minutes * minute - 1
    await readAll()
    expect(graph.asked).toHaveLength(1)
    time += 1
    await readAll()
    expect(await problem()).toBeNull()
  })

  test('waits for the Retry-After of Graph', async () => {
    graph.instead.push({ status: 429, headers: { 'retry-after': '300' } })
    await readAll()
    time += 299_999
    await readAll()
    expect(graph.asked).toHaveLength(1)
    time += 1
    await readAll()
    expect(graph.asked.length).toBeGreaterThan(1)
  })

  test('reads everything again when the delta link has expired', async () => {
    graph.instead.push({ status: 410 })
    await readAll()
    expect(graph.asked.filter((path) => path === '/v1.0/users/delta').length).toBeGreaterThan(5)
    expect(await problem()).toBeNull()
  })

  test('does not follow a redirect, and treats it as a temporary error', async () => {
    const { length } = faults
    graph.instead.push({ status: 302, headers: { location: `${graph.url}/elsewhere` } })
    await readAll()
    expect(graph.asked).toEqual(['/v1.0/users/delta'])
    expect(faults).toHaveLength(length + 1)
    expect(await problem()).toBe('unreachable')
  })
})
