import { randomUUID } from 'node:crypto'
import type { Store } from '#api/adapters/postgres/store'
import type { Actor, AuditEntry } from '#core/admin/ports'
import type { DirectoryUser, InitialUser } from '#core/admin/directoryPorts'
import type { Command, Open, Transition } from '#core/session/command'
import { textContent } from '#core/contract/sessions'
import { createCommandHandler } from '#core/session/commandHandler'

export const person = (displayName: string, initial: InitialUser = {}): DirectoryUser => ({
  entraObjectId: randomUUID(),
  userPrincipalName: `${displayName.toLowerCase().replaceAll(' ', '.')}@contoso.test`,
  displayName,
  mail: null,
  department: null,
  jobTitle: null,
  initial,
})

/** A user whom any page may reach. */
export const reachable = (initial: InitialUser = {}): InitialUser => ({
  id: randomUUID(),
  contactId: randomUUID(),
  widgetKey: 'key',
  licences: ['contactCenter', 'interact'],
  active: true,
  ...initial,
})

/** Actor and audit entry of an administrator, for writes whose audit a test ignores. */
export const byAdmin = (tenantId: string, audit: Partial<AuditEntry> = {}): { actor: Actor; audit: AuditEntry } => ({
  actor: {
    tenantId,
    userId: '70000000-0000-4000-8000-000000000001',
    displayName: 'Adele Vance',
    role: 'tenantAdmin',
    administers: [],
  },
  audit: { action: 'changed', target: { kind: 'user', id: randomUUID() }, before: null, after: null, ...audit },
})

type Said = Command extends infer Each ? (Each extends Command ? Omit<Each, 'tenantId' | 'sessionId'> : never) : never

/** Creates a tenant with one reachable user, Alex, and a customer on a page. */
export async function newTenant(store: Store) {
  const tenantId = randomUUID()
  const alex = reachable()
  const contactId = alex.contactId ?? ''
  const userId = alex.id ?? ''
  const { rootUnitId } = await store.provisioning.createTenant({
    id: tenantId,
    name: 'Contoso',
    settings: { interactEnabled: true },
  })
  const alexInDirectory = person('Alex Wilber', alex)
  await store.provisioning.upsertUsers(tenantId, [alexInDirectory])
  await store.agentConversations.remember(tenantId, userId, { conversation: 'alex' })

  const customer = async (preview = false): Promise<string> => {
    const id = randomUUID()
    await store.customers.create({ id, tenantId, contactId, origin: 'https://shop.example', preview }, randomUUID())
    return id
  }
  const customerId = await customer()

  const opening = (change: Partial<Open> = {}): Open => ({
    kind: 'open',
    tenantId,
    sessionId: randomUUID(),
    key: randomUUID(),
    contactId,
    customerId,
    widgetKey: 'key',
    modality: 'chat',
    customer: { name: 'Mia', email: null, verified: false },
    page: {
      origin: 'https://shop.example',
      url: null,
      title: null,
      referrer: null,
      locale: null,
      timeZone: null,
      context: {},
    },
    preview: false,
    text: null,
    ...change,
  })

  const dispatch = createCommandHandler({
    sessions: store.sessions,
    decisionContexts: store.decisionContexts,
    onCommitted: () => undefined,
  })
  /** Dispatches a command of a customer, agent or timer to a session of this tenant. */
  const say = (sessionId: string, command: Said): Promise<Transition> => dispatch({ tenantId, sessionId, ...command })
  const open = async (change: Partial<Open> = {}): Promise<string> => {
    const command = opening(change)
    const transition = await dispatch(command)
    if (transition.refused) throw new Error(`Refused: ${transition.refused.code}`)
    return command.sessionId
  }
  const customerWrites = (sessionId: string, text: string, key = randomUUID()) =>
    say(sessionId, { kind: 'customerWrites', customerId, key, content: textContent(text) })
  const accept = (sessionId: string) => say(sessionId, { kind: 'agentAccepts', userId })
  const addUnit = async (name: string, parentId = rootUnitId): Promise<string> => {
    const id = randomUUID()
    const made = await store.organizationUnits.create(tenantId, { id, name, parentId }, byAdmin(tenantId))
    if (!made.written) throw new Error(`The unit was not made: ${made.why}`)
    return id
  }
  const ref = (sessionId: string) => ({ tenantId, sessionId })
  const by = (audit: Partial<AuditEntry> = {}) => byAdmin(tenantId, audit)
  const entraObjectId = alexInDirectory.entraObjectId

  return {
    ...{ tenantId, rootUnitId, userId, contactId, customerId, entraObjectId },
    ...{ customer, opening, open, dispatch, say, customerWrites, accept, addUnit, ref, by },
  }
}

export type TestTenant = Awaited<ReturnType<typeof newTenant>>
