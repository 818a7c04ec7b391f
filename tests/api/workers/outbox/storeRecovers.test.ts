import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { StoreUnavailable } from '#api/adapters/postgres/database/storeUnavailable'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import { createRetryUntilStored } from '#api/workers/retryUntilStored'
import { createOutboxWorker } from '#api/workers/outboxWorker'
import type { OutboxItem } from '#core/session/ports'
import type { DeliveryResult } from '#core/session/teamsPorts'
import type { SessionEvent } from '#core/contract/sessions'
import { startConnector, type Connector } from '../../../support/microsoft/connector.ts'
import { contactOf, enter } from '../../../support/customer.ts'
import { openWorldDatabase } from '../../../support/database/databases.ts'
import { eventually } from '../../../support/eventually.ts'
import { sessionId, tenantId, userId } from '../../../support/memory/sessionFixtures.ts'
import { teamsSide, type TeamsSide } from '../../../support/teamsSide.ts'
import { startWorld, type World } from '../../../support/world.ts'

const away = () => Promise.reject(new StoreUnavailable('it is away'))

describe('a delivery result while the database is unavailable', () => {
  const item: OutboxItem = {
    ...{ id: '1', tenantId, userId, sessionId, effect: { kind: 'offer' }, attempts: 1 },
    ...{ channel: 'teamsChat', queueKey: userId },
  }
  const later: DeliveryResult = {
    delivered: false,
    final: false,
    reason: 'status 502',
    retryAfter: null,
    ambiguous: false,
  }
  test.each<[string, DeliveryResult]>([
    ['done', { delivered: true }],
    ['retry', later],
    ['park', { delivered: false, final: true, reason: 'blocked' }],
  ])('is stored when the database is back, and nothing is sent again: %s', async (expected, result) => {
    const noted: string[] = []
    let sent = 0
    let refusals = 2
    const note = (word: string) => () => {
      refusals -= 1
      return refusals >= 0 ? away() : Promise.resolve(void noted.push(word))
    }
    const work = createOutboxWorker({
      outbox: {
        take: () => Promise.resolve([item]),
        ...{ keep: () => Promise.resolve(), done: note('done'), retry: note('retry'), park: note('park') },
      },
      retryUntilStored: createRetryUntilStored(new AbortController().signal),
      performEffect: () => {
        sent += 1
        return Promise.resolve(result)
      },
      now: Date.now,
      random: () => 0,
      onParked: () => undefined,
      report: (error) => noted.push(String(error)),
      onFree: () => undefined,
    })
    await work.runOnce()
    await work.settled()
    expect([sent, noted]).toEqual([1, [expected]])
  })
})

describe('a message that Teams has accepted', () => {
  const alex = 'alex@contoso.test'
  let connector: Connector
  let world: World
  let teams: TeamsSide
  let refused: { left: number; is: (statement: string) => boolean } = { left: 0, is: () => false }

  /** The same database, which is unavailable for some statements. */
  const sometimesAway = (database: InteractDatabase): InteractDatabase => ({
    ...database,
    oneInTenant: (asTenant, statement) =>
      database.oneInTenant(asTenant, (build) => {
        const query = statement(build)
        if (refused.left > 0 && refused.is(`${query.sql} ${JSON.stringify(query.parameters)}`)) {
          refused.left -= 1
          throw new StoreUnavailable('it is away')
        }
        return query
      }),
  })

  beforeAll(async () => {
    connector = await startConnector({ isConnectorToken: () => Promise.resolve(true) })
    const database = sometimesAway(await openWorldDatabase())
    world = await startWorld({ database, connector: connector.serviceUrl })
    teams = teamsSide(world.apiUrl, connector, world.entra.channelToken)
    await teams.install(alex)
  })
  afterAll(async () => {
    await world.close()
    await connector.close()
  })

  test.each<[string, (statement: string) => boolean]>([
    ['its activity id was stored', (statement) => statement.includes('insert into agent_messages')],
    ['its customer was notified', (statement) => statement.includes('messageState')],
  ])('is not sent again if the database was unavailable before %s', async (what, is) => {
    const customer = await enter(world, await contactOf(world, alex))
    const id = await customer.open('First words')
    await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
    const result = async () => {
      const { body } = await customer.ask('GET', `/sessions/${id}/events`)
      return (body.items as SessionEvent[]).filter(({ kind }) => kind === 'messageState').length
    }
    await eventually(async () => (await result()) === 1, 'the first words are in Teams')
    refused = { left: 1, is }
    expect(await customer.say(id, `Before ${what}`)).toMatchObject({ status: 201 })
    await eventually(async () => (await result()) === 2, 'the message is in Teams')
    expect(refused.left).toBe(0)
    expect(teams.read(alex).filter((message) => message.includes(`Before ${what}`))).toHaveLength(1)
  })
})
