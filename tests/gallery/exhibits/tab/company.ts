import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import type { DomainTemplate } from '#core/contract/domainTemplates'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import type { Tenant } from '#core/contract/tenant'
import type { Me, OrganizationUnit, Role, User } from '#core/contract/users'
import { preconditionsOf } from '#core/admin/interactSettingsView'
import { snippetsFor } from '#core/admin/snippets'
import { people, units, type Unit } from '#infra/local/seedPeople'
import { contactId, t0, tenantId, userId } from '../../../support/memory/sessionFixtures.ts'

// Contoso as its admins see it, with the people and units of the embedded world.

export const ago = (minutes: number): string => new Date(t0 - minutes * 60_000).toISOString()
const numbered = (group: number, n: number) => `0a1d0000-0000-4000-8000-0000000${group}00${String(n).padStart(2, '0')}`

export const users: User[] = people.slice(0, 14).map((person, place) => {
  const both = person.initial.licences?.length === 2
  return {
    id: person.name === 'Alex Wilber' ? userId : numbered(1, place),
    ...{ displayName: person.name, userPrincipalName: person.upn, mail: person.upn },
    ...{ department: person.department, jobTitle: person.title, organizationUnitId: units[person.unit].id },
    ...{ licences: person.initial.licences ?? [], role: person.initial.role ?? 'agent' },
    administers: person.initial.administers ?? [],
    interact: {
      ...{ active: both, audioVideo: both, instantMessaging: both },
      reason: both ? null : person.initial.licences ? 'inactive' : 'licenceMissing',
    },
    ...{ available: place !== 3, lastReachedAt: both ? ago(place * 50) : null },
  }
})

export const userNamed = (name: string): User => {
  const found = users.find(({ displayName }) => displayName.startsWith(name))
  if (!found) throw new Error(`Contoso has no ${name}`)
  return found
}

const me = (name: string, role: Role, licences = userNamed(name).licences): Me => ({
  user: { ...userNamed(name), role, licences },
  tenant: { id: tenantId, name: 'Contoso', interactEnabled: true },
  roles: role === 'agent' ? ['agent'] : [role, 'agent'],
  organizationUnitIds: role === 'agent' ? [] : [units[role === 'tenantAdmin' ? 'root' : 'sales'].id],
  ...{ licences, available: true, licenceAdmin: null },
})
/** Adele has the licences here, so that the navigation shows everything it can. */
export const adele = me('Adele', 'tenantAdmin', ['contactCenter', 'interact'])
export const olga = me('Olga', 'organizationUnitAdmin')
export const alex = me('Alex', 'agent')

export const organizationUnits: OrganizationUnit[] = Object.entries(units).map(([key, { id, name, parent }]) => ({
  ...{ id, name, parentId: parent === null ? null : units[parent].id, writable: true },
  users: users.filter(({ organizationUnitId }) => organizationUnitId === units[key as Unit].id).length,
}))

const usedBy = ['Alex', 'Megan'].map(userNamed).map(({ id, displayName }) => ({ id, displayName }))

export const shopTemplate: DomainTemplate = {
  ...{ id: numbered(2, 1), name: 'Contoso shop', organizationUnitId: units.root.id },
  description: 'Pages of the shop that may reach our people.',
  patterns: ['shop.contoso.example', '*.contoso.example', 'http://localhost:3980'],
  ...{ warnings: [], usedBy, writable: true, updatedAt: ago(3000) },
}
export const emptyTemplate: DomainTemplate = {
  ...{ ...shopTemplate, id: numbered(2, 2), name: 'Partners', description: '', patterns: [] },
  ...{ usedBy: [], organizationUnitId: units.sales.id, updatedAt: ago(90) },
}
export const templates = [shopTemplate, emptyTemplate]

export const friendlySet: DirectSystemMessages = {
  ...{ id: numbered(3, 1), name: 'Contoso', organizationUnitId: units.root.id },
  description: 'The words of the whole company.',
  displayName: '{{user.displayName}}, {{tenant.name}}',
  texts: {
    incomingCard: '{{customer.name}} is waiting on {{page.host}}.',
    connecting: 'Hello {{customer.name}}, we are asking {{user.displayName}} to join you.',
    connected: 'You are talking to {{user.displayName}}.',
  },
  ...{ usedBy, writable: true, updatedAt: ago(5000) },
}
const germanSet: DirectSystemMessages = {
  ...{ ...friendlySet, id: numbered(3, 2), name: 'Vertrieb Deutschland', displayName: null },
  ...{
    organizationUnitId: units.sales.id,
    texts: {},
    usedBy: [],
    description: 'Texte für Kunden, die Deutsch sprechen.',
  },
}
export const messageSets = [friendlySet, germanSet]

const loader = { file: 'loader.4f2a91c07b3d.js', integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6' }
const snippets = snippetsFor(
  { widgetUrl: 'https://widget.contoso.example', loader },
  { contactId, widgetKey: 'k3J9sQ0vW5', branding: { accent: '#1f5fbf', label: 'Ask Alex' } },
)

export const interactSettings: InteractSettingsView = {
  ...{ userId, active: true, audioVideo: true, instantMessaging: true, restrictAccess: true },
  ...{ directSystemMessagesId: friendlySet.id, domainTemplateId: shopTemplate.id, requireVerifiedCustomer: false },
  ...{ contactId, widgetKey: 'k3J9sQ0vW5', verifiedCustomersPossible: true, previousKeyUntil: null },
  ...{ snippet: snippets.latest, snippets, reason: null, patternCount: 3 },
  preconditions: preconditionsOf({
    ...{ interactEnabled: true, licences: ['contactCenter', 'interact'], templateVisible: true, botInstalled: true },
  }),
  bot: 'installed',
  lastSeen: { origin: 'https://shop.contoso.example', at: ago(12) },
}

export const tenant: Tenant = {
  ...{ id: tenantId, name: 'Contoso', interactEnabled: true, ringSeconds: 45 },
  ...{ idleWarningMinutes: 10, idleEndMinutes: 5, callProvider: 'webrtc', retentionDays: 90 },
  branding: { accent: '#1f5fbf', label: 'Ask Alex' },
  checklist: [
    ...(['interactEnabled', 'licenceGiven', 'domainTemplateMade', 'userActive'] as const).map((step) => ({
      step,
      done: true,
    })),
    ...(['botInstalled', 'snippetSeen', 'firstSession'] as const).map((step) => ({ step, done: false })),
  ],
  directory: { readAt: ago(20), problem: null },
  verifiedCustomers: { since: ago(8000), previousUntil: null, requiredBy: 0 },
  callProviders: ['webrtc', 'teams-meeting'],
}
