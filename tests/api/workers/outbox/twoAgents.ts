import { sql } from 'kysely'
import type { SessionEvent } from '#core/contract/sessions'
import { startConnector, type Connector } from '../../../support/microsoft/connector.ts'
import { contactOf, enter } from '../../../support/customer.ts'
import { openWorldDatabase } from '../../../support/database/databases.ts'
import { eventually } from '../../../support/eventually.ts'
import { teamsSide } from '../../../support/teamsSide.ts'
import { startWorld, type World } from '../../../support/world.ts'

export const connectorWithinMs = 2000

/** One chat between a customer and an agent, and the delivery of its messages. */
export interface CallSession {
  /** The id of the agent's chat with the bot. */
  chat: string
  say(...messages: string[]): Promise<void>
  /** Those of these messages that are in the agent's chat, in the order of arrival. */
  botInstalled(...messages: string[]): string[]
  /** Resolves when these messages are in the agent's chat. */
  carried(...messages: string[]): Promise<void>
  /** The states of a message that the customer has received. */
  stateOf(message: string): Promise<string[]>
  /** Resolves when the customer has received a state of the message. */
  delivered(message: string): Promise<void>
}

/** The whole product with a connector that a test can break and a clock that a test can move. */
export async function startTwoAgents() {
  const log: string[] = []
  let isConnectorToken: (token: string) => Promise<boolean> = () => Promise.resolve(false)
  const clock = { moved: 0 }
  const now = () => Date.now() + clock.moved
  const connector = await startConnector({ isConnectorToken: (token) => isConnectorToken(token) })
  const database = await openWorldDatabase()
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
    /** Moves the product's clock forward, in seconds. */
    forward: (seconds: number) => {
      clock.moved += seconds * 1000
    },
    /** Resolves when a failed item has been scheduled for a retry. */
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
    const message = all.find((event) => event.kind === 'message' && event.content.text === text)
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
        if (status !== 201) throw new Error(`The message was answered with ${status}`)
      }
    },
    carried: (...messages) => connector.until(() => messages.every((message) => botInstalled(message).length > 0)),
    delivered: (message) =>
      eventually(async () => (await stateOf(message)).length > 0, `the customer has received a state of "${message}"`),
  }
}
