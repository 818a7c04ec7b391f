import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { contoso } from '#infra/local/seedPeople'
import { person, reachable } from '../../adapters/support/newTenant.ts'
import { eventually } from '../../support/eventually.ts'
import { startConnector, type Connector } from '../../support/microsoft/connector.ts'
import { startWorld, type World } from '../../support/world.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
let connector: Connector
let world: World
let isConnectorToken: (token: string) => Promise<boolean> = () => Promise.resolve(false)
const clock = { moved: 0 }

beforeAll(async () => {
  connector = await startConnector({ isConnectorToken: (token) => isConnectorToken(token) })
  world = await startWorld({ connector: connector.serviceUrl, now: () => Date.now() + clock.moved })
  ;({ isConnectorToken } = world.entra)
})
afterAll(async () => {
  await world.close()
  await connector.close()
})

const botOf = async (userId: string) => (await world.ask(adele, 'GET', `/users/${userId}/interact`)).body.bot

test('two hundred active users are reached although the installation events of half of them were lost', async () => {
  const people = Array.from({ length: 200 }, (_, index) =>
    person(`Person ${index}`, { ...reachable(), id: randomUUID() }),
  )
  for (const { entraObjectId } of people) connector.install(entraObjectId, `a:${entraObjectId}`)
  await world.store.provisioning.upsertUsers(contoso, people)
  const userIds = people.map(({ initial }) => initial?.id ?? '')
  for (const userId of userIds.slice(0, 100))
    await world.store.agentConversations.remember(contoso, userId, { conversation: 'from the event' })
  await eventually(async () => (await botOf(userIds.at(-1) ?? '')) === 'opened', 'the last user is reached')
  await eventually(async () => {
    const states = await Promise.all(userIds.map(botOf))
    return states.every((state, index) => state === (index < 100 ? 'installed' : 'opened'))
  }, 'all are reached')
  const lost = people.slice(100).map(({ entraObjectId }) => entraObjectId)
  expect(connector.opened.filter((id) => lost.includes(id)).sort()).toEqual(lost.sort())
})

test('a user without the app is tried again a day later, and the page shows the state', async () => {
  const userId = await world.userId(alex)
  const entraObjectId = await world.store.people.entraObjectIdOf(contoso, userId)
  const tries = () => connector.opened.filter((id) => id === entraObjectId).length
  await eventually(() => tries() === 1, 'the first try')
  expect(await botOf(userId)).toBe('unknown')
  connector.install(entraObjectId ?? '', 'a:alex')
  // Tokens have expired then, so the state is read from the store.
  clock.moved += 25 * 3600_000
  const stored = async () => (await world.store.interactSettings.find(contoso, userId))?.bot
  await eventually(async () => (await stored()) === 'opened', 'the next try')
  expect(tries()).toBe(2)
})
