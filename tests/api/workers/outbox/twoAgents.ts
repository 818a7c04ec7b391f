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
export interface Talk {
  /** The id of the agent's chat with the bot. */
  chat: string
  say(...lines: string[]): Promise<void>
  /** Of these lines, those that stand in the agent's chat, in the order in which they came. */
  inTeams(...lines: string[]): string[]
  /** Resolves once these lines stand in the agent's chat. */
  carried(...lines: string[]): Promise<void>
  /** What the customer was told of a line: nothing yet, or its states. */
  stateOf(line: string): Promise<string[]>
  /** Resolves once the customer was told something of a line. */
  told(line: string): Promise<void>
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
    log: (line) => log.push(line),
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
    talk: async (agent: string): Promise<Talk> => {
      await teams.install(agent)
      return await startTalk(world, connector, agent, teams.chatOf(agent), () => teams.read(agent))
    },
    close: async () => {
      await world.close()
      await connector.close()
    },
  }
}
export type TwoAgents = Awaited<ReturnType<typeof startTwoAgents>>

async function startTalk(
  world: World,
  connector: Connector,
  agent: string,
  chat: string,
  read: () => string[],
): Promise<Talk> {
  const customer = await enter(world, await contactOf(world, agent))
  const id = await customer.open('First words')
  await connector.until(() => read().length === 1)
  await world.ask(agent, 'POST', `/sessions/${id}/accept`, { body: {} })
  await connector.until(() => read().length === 2)
  const inTeams = (...lines: string[]) =>
    read().flatMap((message) => message.split('\n').filter((row) => lines.includes(row)))
  const events = async () => {
    const { body } = await customer.ask('GET', `/sessions/${id}/events`)
    return body.items as SessionEvent[]
  }
  const stateOf = async (text: string) => {
    const all = await events()
    const line = all.find((event) => event.kind === 'line' && event.text === text)
    return all.flatMap((event) => (event.kind === 'lineState' && event.line === line?.seq ? [event.state] : []))
  }
  return {
    chat,
    inTeams,
    stateOf,
    say: async (...lines) => {
      for (const line of lines) {
        const { status } = await customer.say(id, line)
        if (status !== 201) throw new Error(`The line was answered with ${status}`)
      }
    },
    carried: (...lines) => connector.until(() => lines.every((line) => inTeams(line).length > 0)),
    told: (line) => eventually(async () => (await stateOf(line)).length > 0, `the customer is told of "${line}"`),
  }
}
