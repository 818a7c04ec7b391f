import { sql } from 'kysely'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { SessionEvent } from '#core/contract/sessions'
import { startConnector, type Connector } from '../../../support/microsoft/connector.ts'
import { contactOf, enter } from '../../../support/customer.ts'
import { pgliteTemplate } from '../../../support/database/databases.ts'
import { eventually } from '../../../support/eventually.ts'
import { teamsSide } from '../../../support/teamsSide.ts'
import { startWorld, type World } from '../../../support/world.ts'

export const connectorWithinMs = 2000

/** One customer who talks to one agent, and what became of it. */
export interface CallSession {
  /** The id of the agent's chat with the bot. */
  chat: string
  say(...messages: string[]): Promise<void>
  /** Of these lines, those that stand in the agent's chat, in the order in which they came. */
  botInstalled(...messages: string[]): string[]
  /** Resolves once these lines stand in the agent's chat. */
  carried(...messages: string[]): Promise<void>
  /** What the customer was told of a line: nothing yet, or its states. */
  stateOf(message: string): Promise<string[]>
  /** Resolves once the customer was told something of a line. */
  delivered(message: string): Promise<void>
}

/** The whole product before a connector that a test breaks, with a clock that a test moves. */
export async function startTwoAgents() {
  const log: string[] = []
  let isConnectorToken: (token: string) => Promise<boolean> = () => Promise.resolve(false)
  const clock = { moved: 0 }
  const now = () => Date.now() + clock.moved
  const connector = await startConnector({ isConnectorToken: (token) => isConnectorToken(token) })
  const database = await openPglite<Tables>({ memory: await pgliteTemplate() })
  const world = await startWorld({
    database,
    connector: connector.serviceUrl,
    connectorWithinMs,
    now,
    log: (message) => log.push(message),
  })
  ;({ isConnectorToken } = world.entra)
  const teams = teamsSide(world.apiUrl, connector, world.entra.channelToken)
  return {
    world,
    connector,
    now,
    log,
    /** Puts the product's clock forward, in seconds. */
    forward: (seconds: number) => {
      clock.moved += seconds * 1000
    },
    /** Resolves once something that failed is written down for a later try. */
    putOff: () =>
      eventually(async () => {
        const { rows } = await database.asSystem((transaction) =>
          sql`select from outbox where next_at is not null and held_until is null`.execute(transaction),
        )
        return rows.length > 0
      }, 'an item waits for its next try'),
    chat: async (agent: string): Promise<CallSession> => {
      await teams.install(agent)
      return await startChatBetween(world, connector, agent, teams.chatOf(agent), () => teams.read(agent))
    },
    close: async () => {
      await world.close()
      await connector.close()
    },
  }
}
export type TwoAgents = Awaited<ReturnType<typeof startTwoAgents>>

async function startChatBetween(
  world: World,
  connector: Connector,
  agent: string,
  chat: string,
  read: () => string[],
): Promise<CallSession> {
  const customer = await enter(world, await contactOf(world, agent))
  const id = await customer.open('First words')
  await connector.until(() => read().length === 1)
  await world.ask(agent, 'POST', `/sessions/${id}/accept`, { body: {} })
  await connector.until(() => read().length === 2)
  const botInstalled = (...messages: string[]) =>
    read().flatMap((message) => message.split('\n').filter((row) => messages.includes(row)))
  const events = async () => {
    const { body } = await customer.ask('GET', `/sessions/${id}/events`)
    return body.items as SessionEvent[]
  }
  const stateOf = async (text: string) => {
    const all = await events()
    const message = all.find((event) => event.kind === 'message' && event.text === text)
    return all.flatMap((event) =>
      event.kind === 'messageState' && event.message === message?.seq ? [event.state] : [],
    )
  }
  return {
    chat,
    botInstalled,
    stateOf,
    say: async (...messages) => {
      for (const message of messages) {
        const { status } = await customer.say(id, message)
        if (status !== 201) throw new Error(`The line was answered with ${status}`)
      }
    },
    carried: (...messages) => connector.until(() => messages.every((message) => botInstalled(message).length > 0)),
    delivered: (message) =>
      eventually(async () => (await stateOf(message)).length > 0, `the customer is told of "${message}"`),
  }
}
