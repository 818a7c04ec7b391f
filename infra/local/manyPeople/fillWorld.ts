import type { Actor } from '#core/admin/ports'
import type { Store } from '#api/adapters/postgres/store'
import { seededItems } from '../seed.ts'
import { contoso, people, units } from '../seedPeople.ts'
import { customerIdOf, historyOf, isRunning, sessionIdOf, shopOrigin, type SeededAgent } from './history.ts'
import { branchUnits, contactIdOf, isReachable, nameOf, personOf, userIdOf } from './people.ts'
import { storeUsers } from './storeUsers.ts'

/** Sessions that are stored at a time: the connections of a server, no more memory than a few histories. */
const batch = 20
/** Agents besides Alex and Megan who get sessions, so that one agent's list is neither empty nor endless. */
const maxAgents = 300

type FillStore = Pick<
  Store,
  | 'provisioning'
  | 'organizationUnits'
  | 'domainTemplates'
  | 'directSystemMessageSets'
  | 'agentConversations'
  | 'interactSettings'
  | 'sessions'
  | 'customers'
>

export interface Filling {
  users: number
  sessions: number
}

/**
 * Adds the users with the numbers 1 to `users` to Contoso, and then the sessions 1 to `sessions`, and yields how far it
 * is. Who or what is there already is left as it is, so a second run adds only what is missing.
 */
export async function* fillWorld(
  store: FillStore,
  { users, sessions }: Filling,
  now: number,
): AsyncGenerator<{ what: 'users' | 'sessions'; done: number }> {
  const unitIds = await branch(store)
  const { domainTemplates, directSystemMessageSets } = store
  const options = {
    unitIds,
    domainTemplateId: (await domainTemplates.find(contoso, seededItems.template)) ? seededItems.template : null,
    directSystemMessagesId: (await directSystemMessageSets.find(contoso, seededItems.friendly))
      ? seededItems.friendly
      : null,
  }
  for await (const done of storeUsers(store.provisioning, contoso, users, (number) => personOf(number, options)))
    yield { what: 'users', done }
  if (sessions === 0) return
  const agents = await agentsAmong(store, users)
  for (let done = 0; done < sessions;) {
    const numbers = Array.from({ length: Math.min(batch, sessions - done) }, (_, place) => done + 1 + place)
    await Promise.all(numbers.map((number) => storeSession(store, number, sessions, agents, now)))
    done += numbers.length
    yield { what: 'sessions', done }
  }
}

/** Creates the further units of Contoso, and answers the ids of all units in which people may be. */
async function branch({ organizationUnits, agentConversations }: FillStore): Promise<string[]> {
  const { parentOf } = await organizationUnits.tree(contoso)
  const [adele] = people
  const known = adele && (await agentConversations.userOf(contoso, adele.oid))
  if (!known) throw new Error('The seed has no tenant admin')
  const actor: Actor = {
    ...{ tenantId: contoso, userId: known.userId, displayName: adele.name },
    ...{ role: 'tenantAdmin', administers: [] },
  }
  const made: string[] = []
  for (const { id, name, parentId } of branchUnits) {
    if (!parentOf.has(parentId) || parentOf.has(id)) continue
    const target = { kind: 'organizationUnit', id } as const
    const audit = { action: 'organizationUnit.created', target, before: null, after: { name } }
    const written = await organizationUnits.create(contoso, { id, name, parentId }, { actor, audit })
    if (written.written) made.push(id)
  }
  const wanted = [...Object.values(units).map(({ id }) => id), ...branchUnits.map(({ id }) => id)]
  return wanted.filter((id) => parentOf.has(id) || made.includes(id))
}

/** Alex and Megan, then those of the users who can be reached. */
async function agentsAmong(store: FillStore, users: number): Promise<SeededAgent[]> {
  const agents: SeededAgent[] = []
  for (const { oid, name } of people.filter(({ upn }) => /^(alex|megan)@/.test(upn))) {
    const known = await store.agentConversations.userOf(contoso, oid)
    const row = known && (await store.interactSettings.find(contoso, known.userId))
    if (row) agents.push({ userId: known.userId, contactId: row.contactId, displayName: name })
  }
  for (let number = 1; number <= users && agents.length < maxAgents; number++)
    if (isReachable(number))
      agents.push({ userId: userIdOf(number), contactId: contactIdOf(number), displayName: nameOf(number) })
  return agents
}

/** Every fifth running and every tenth other session is Alex's. */
function agentOf(number: number, agents: readonly SeededAgent[]): SeededAgent {
  const first = isRunning(number) ? number % 500 === 7 : number % 10 === 0
  const agent = agents[first ? 0 : number % agents.length]
  if (!agent) throw new Error('Nobody could be reached: the embedded world has neither Alex nor Megan')
  return agent
}

async function storeSession(
  { sessions, customers }: FillStore,
  number: number,
  count: number,
  agents: readonly SeededAgent[],
  now: number,
): Promise<void> {
  const ref = { tenantId: contoso, sessionId: sessionIdOf(number) }
  if (await sessions.find(ref)) return
  const agent = agentOf(number, agents)
  const { session, events } = historyOf(number, count, agent, now)
  const id = customerIdOf(number)
  const customer = { id, tenantId: contoso, contactId: agent.contactId, origin: shopOrigin, preview: false }
  // No secret has this hash, so nobody resumes as a customer of the seed.
  if (!(await customers.find(contoso, id))) await customers.create(customer, '')
  await sessions.change(ref, null, (before) =>
    before ? { repeated: null, session: before } : { session, events, effects: [] },
  )
}
