import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startConnector, type Connector } from '../support/microsoft/connector.ts'
import { describePostgres, makePostgresDatabase } from '../support/database/databases.ts'
import { startEmbeddedWorld, type EmbeddedWorld } from '../support/embeddedWorld.ts'
import { eventually } from '../support/eventually.ts'
import { teamsSide, type TeamsSide } from '../support/teamsSide.ts'
import { saidBy, startChat, type Chat } from './chatAtServer.ts'

const messagesEach = 125
/** Numbers of acknowledged messages after which the server is killed. */
const kills = [150, 350]

function suite(database: () => Promise<Record<string, string>>) {
  let connector: Connector
  let world: EmbeddedWorld
  let teams: TeamsSide
  const chats: (Chat & { followers: ReturnType<Chat['follow']> })[] = []
  let written: { customer: string[]; agent: string[] }[]
  let stopped: number | null = null

  beforeAll(async () => {
    connector = await startConnector({ isConnectorToken: () => Promise.resolve(true) })
    const off = { PLAYGROUND_PORT: 'off', LIMITS: 'off', CONNECTOR_URL: connector.serviceUrl }
    world = await startEmbeddedWorld({ ...off, ...(await database()) })
    teams = teamsSide(world.api, connector, world.channelToken)
    for (const [agent, customer] of [
      ['alex@contoso.test', 'Mia'],
      ['megan@contoso.test', 'Noah'],
    ] as const) {
      await teams.install(agent)
      const chat = await startChat(world, agent, customer)
      chats.push({ ...chat, followers: chat.follow() })
    }
    written = await chatWhileKilled()
  }, 180_000)
  afterAll(async () => {
    await Promise.all(chats.flatMap(({ followers }) => Object.values(followers).map((follower) => follower.stop())))
    stopped = await world.stop()
    await connector.close()
    expect(stopped).toBe(0)
  })

  async function chatWhileKilled() {
    let stored = 0
    let killing: Promise<unknown> = Promise.resolve()
    const onStored = () => {
      stored += 1
      if (kills.includes(stored)) killing = killing.then(() => world.restart('SIGKILL'))
    }
    const said = await Promise.all(chats.map((chat) => chat.chat(messagesEach, onStored)))
    await killing
    return said
  }

  test('has stored every acknowledged message once, in the order in which it was written', async () => {
    for (const [index, chat] of chats.entries()) {
      const stored = await chat.stored()
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, place) => place + 1))
      expect(saidBy('customer', stored).slice(1)).toEqual(written[index]?.customer)
      expect(saidBy('agent', stored)).toEqual(written[index]?.agent)
    }
  })

  test('sends both sides every event once and in order, by stream and by poll', async () => {
    for (const chat of chats) {
      const stored = await chat.stored()
      for (const [who, { events }] of Object.entries(chat.followers)) {
        await eventually(() => events.length >= stored.length, `${who} has read all`)
        expect([who, events.slice(0, stored.length)]).toEqual([who, stored])
      }
    }
  })

  test('sends every message to the agent’s Teams in order, and repeats at most one delivery per kill', async () => {
    for (const [index, { agent }] of chats.entries()) {
      const messages = written[index]?.customer ?? []
      const rows = () => teams.read(agent).map((message) => message.split('\n').filter((row) => messages.includes(row)))
      await eventually(() => messages.every((text) => rows().flat().includes(text)), 'all messages are in Teams')
      const seen = new Set<string>()
      let again = 0
      for (const message of rows()) {
        if (message.some((text) => seen.has(text))) again += 1
        for (const text of message) seen.add(text)
      }
      expect([...seen]).toEqual(messages)
      expect(again).toBeLessThanOrEqual(kills.length)
    }
  })
}

describe('A server that is killed while 500 messages are sent (PGlite)', () => suite(() => Promise.resolve({})))

describePostgres('A server that is killed while 500 messages are sent', () => {
  let drop: () => Promise<void> = () => Promise.resolve()
  suite(async () => {
    const made = await makePostgresDatabase()
    drop = made.drop
    return { EMBEDDED_DATABASE_URL: made.url }
  })
  afterAll(() => drop())
})
