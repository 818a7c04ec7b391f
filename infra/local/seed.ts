import type { NewDirectSystemMessages } from '#core/contract/directSystemMessages'
import type { Actor, AuditEntry, DirectSystemMessageSets, DomainTemplates, OrganizationUnits } from '#core/admin/ports'
import type { Provisioning } from '#core/admin/directoryPorts'
import type { AgentConversations } from '#core/session/teamsPorts'
import { contoso, directoryUser, fabrikam, people, units, type Person } from './seedPeople.ts'

export interface SeedStore {
  provisioning: Provisioning
  organizationUnits: OrganizationUnits
  domainTemplates: DomainTemplates
  directSystemMessageSets: DirectSystemMessageSets
  agentConversations: Pick<AgentConversations, 'userOf'>
}

const template = '0c0a0000-0000-4000-8000-000000000201'
const friendly = '0c0a0000-0000-4000-8000-000000000301'
/** Items that everybody in Contoso may use. */
export const seededItems = { template, friendly }
const german = '0c0a0000-0000-4000-8000-000000000302'

const sets: Record<string, NewDirectSystemMessages> = {
  [friendly]: {
    name: 'Contoso',
    organizationUnitId: units.root.id,
    description: 'The words of the whole company.',
    displayName: '{{user.displayName}}, {{tenant.name}}',
    texts: {
      incomingCard: '{{customer.name}} is waiting on {{page.host}}.',
      connecting: 'Hello {{customer.name}}, we are asking {{user.displayName}} to join you.',
      connected: 'You are talking to {{user.displayName}}.',
      unavailable: '{{user.displayName}} cannot answer now. You can leave a message.',
    },
  },
  [german]: {
    name: 'Vertrieb Deutschland',
    organizationUnitId: units.sales.id,
    description: 'Texte für Kunden, die Deutsch sprechen.',
    displayName: null,
    texts: {
      connecting: 'Guten Tag {{customer.name}}, wir verbinden Sie mit {{user.displayName}}.',
      connected: '{{user.displayName}} ist jetzt für Sie da.',
      unavailable: '{{user.displayName}} ist gerade nicht erreichbar. Hinterlassen Sie eine Nachricht.',
    },
  },
}

/**
 * Creates Contoso and Fabrikam in an empty store, once: items that an admin deletes later stay deleted, and the next
 * start completes an interrupted seed.
 */
export async function seed(store: SeedStore, demoOrigin: string): Promise<void> {
  if (await isSeeded(store)) return
  const settings = { interactEnabled: true, callProvider: 'webrtc' } as const
  await store.provisioning.createTenant({ id: contoso, name: 'Contoso', rootUnitId: units.root.id, settings })
  const contosoActor = await admin(store, 'adele@contoso.test')
  await seedUnits(store, contosoActor)
  await seedItems(store, contosoActor, demoOrigin)
  await seedUsers(store, contoso, (person) => ({
    organizationUnitId: units[person.unit].id,
    ...(reachable.includes(person.upn)
      ? { active: true, restrictAccess: true, domainTemplateId: template, directSystemMessagesId: friendly }
      : {}),
  }))

  await store.provisioning.createTenant({ id: fabrikam, name: 'Fabrikam', settings })
  await seedUsers(store, fabrikam, () => ({}))
}

/** The seed creates its last person after everything else, so that person marks a complete seed. */
async function isSeeded({ agentConversations }: SeedStore): Promise<boolean> {
  const last = people.at(-1)
  return last !== undefined && (await agentConversations.userOf(last.tid, last.oid)) !== null
}

const reachable = ['alex@contoso.test', 'megan@contoso.test']

async function admin({ provisioning }: SeedStore, upn: string): Promise<Actor> {
  const person = people.find((each) => each.upn === upn)
  if (!person) throw new Error(`The seed has no ${upn}`)
  const ids = await provisioning.upsertUsers(person.tid, [directoryUser(person, {})])
  const userId = ids.get(person.oid) ?? ''
  return { tenantId: person.tid, userId, displayName: person.name, role: 'tenantAdmin', administers: [] }
}

async function seedUnits({ organizationUnits }: SeedStore, actor: Actor): Promise<void> {
  const { parentOf } = await organizationUnits.tree(contoso)
  for (const { id, name, parent } of Object.values(units)) {
    if (parent === null || parentOf.has(id)) continue
    const audit = made('organizationUnit', id, name)
    await organizationUnits.create(contoso, { id, name, parentId: units[parent].id }, { actor, audit })
  }
}

async function seedItems(store: SeedStore, actor: Actor, demoOrigin: string): Promise<void> {
  const { domainTemplates, directSystemMessageSets } = store
  if (!(await domainTemplates.find(contoso, template))) {
    const audit = made('domainTemplate', template, 'Contoso shop')
    await domainTemplates.create(
      contoso,
      template,
      {
        name: 'Contoso shop',
        organizationUnitId: units.root.id,
        description: 'Pages of the shop that may reach our people.',
        patterns: [demoOrigin, '*.contoso.example'],
      },
      { actor, audit },
    )
  }
  for (const [id, set] of Object.entries(sets)) {
    if (await directSystemMessageSets.find(contoso, id)) continue
    const audit = made('directSystemMessages', id, set.name)
    await directSystemMessageSets.create(contoso, id, set, { actor, audit })
  }
}

async function seedUsers(
  { provisioning }: SeedStore,
  tenantId: string,
  initial: (person: Person) => NonNullable<ReturnType<typeof directoryUser>['initial']>,
): Promise<void> {
  const here = people.filter((person) => person.tid === tenantId)
  await provisioning.upsertUsers(
    tenantId,
    here.map((person) => directoryUser(person, initial(person))),
  )
}

const made = (kind: AuditEntry['target']['kind'], id: string, name: string): AuditEntry => ({
  action: `${kind}.created`,
  target: { kind, id },
  before: null,
  after: { name },
})
