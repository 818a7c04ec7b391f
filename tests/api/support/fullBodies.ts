import { randomUUID } from 'node:crypto'
import { units } from '#infra/local/seedPeople'
import { contactOf, enter, launch, type Customer } from '../../support/customer.ts'
import type { World } from '../../support/world.ts'

/** One valid request with every field that its route takes. */
export interface FullBody {
  token: string | null
  /** The id in the path. */
  id?: string
  body: Record<string, unknown>
}

const texts = { incomingCard: 'Somebody is waiting', idleWarning: 'Are you there?' }

/** A complete body for each route that takes one. */
export async function fullBodies(world: World): Promise<Record<string, FullBody>> {
  const adele = await world.token('adele@contoso.test')
  const alex = await world.token('alex@contoso.test')
  const contact = await contactOf(world, 'alex@contoso.test')
  const customer = await enter(world, contact)
  const session = await customer.open()
  await world.ask('alex@contoso.test', 'POST', `/sessions/${session}/accept`, { body: {} })
  const made = async (path: string, body: object) =>
    String((await world.ask('adele@contoso.test', 'POST', path, { body })).body.id)
  const organizationUnitId = units.sales.id
  const unit = await made('/organization-units', { name: 'Lab', parentId: units.root.id })
  const template = await made('/domain-templates', { name: 'Lab', organizationUnitId })
  const messages = await made('/direct-system-messages', { name: 'Lab', organizationUnitId })
  const nestor = await world.userId('nestor@contoso.test')
  const settings = {
    ...{
      active: false,
      audioVideo: false,
      instantMessaging: true,
      restrictAccess: false,
      requireVerifiedCustomer: false,
    },
    ...{ domainTemplateId: null, directSystemMessagesId: null },
  }
  const item = { name: 'Made here', organizationUnitId, description: 'What it is for' }
  const asAdele = (body: Record<string, unknown>, id?: string): FullBody => ({ token: adele, body, ...(id && { id }) })
  const asAlex = (body: Record<string, unknown>): FullBody => ({ token: alex, id: session, body })
  return {
    'POST /sessions/{sessionId}/messages': asAlex({ key: randomUUID(), text: 'Hello' }),
    'POST /sessions/{sessionId}/seen': asAlex({ upTo: 1 }),
    'POST /sessions/{sessionId}/typing': asAlex({}),
    'POST /sessions/{sessionId}/accept': asAlex({}),
    'POST /sessions/{sessionId}/decline': asAlex({}),
    'POST /sessions/{sessionId}/end': asAlex({}),
    ...callBodies('', asAlex),
    'PATCH /me/availability': asAlex({ available: true }),
    'PATCH /tenant': asAdele({
      ...{ interactEnabled: true, ringSeconds: 45, idleWarningMinutes: 10, idleEndMinutes: 5, retentionDays: 30 },
      ...{ callProvider: 'webrtc', branding: { accent: '#112233', label: 'Talk to us' } },
    }),
    'POST /tenant/call-provider/check': asAdele({ provider: 'webrtc' }),
    'POST /tenant/verified-customer-secret': asAdele({ graceHours: 1 }),
    'POST /organization-units': asAdele({ name: 'Made here', parentId: units.sales.id }),
    'PATCH /organization-units/{id}': asAdele({ name: 'Lab', parentId: units.root.id }, unit),
    'PATCH /users/{userId}': asAdele(
      { organizationUnitId, licences: ['interact'], role: 'agent', administers: [] },
      nestor,
    ),
    'PATCH /users/{userId}/interact': asAdele(settings, nestor),
    'POST /users/{userId}/interact/rotate-key': asAdele({ graceHours: 1 }, nestor),
    'POST /domain-templates': asAdele({ ...item, patterns: ['shop.example'] }),
    'PATCH /domain-templates/{id}': asAdele({ ...item, name: 'Lab', patterns: ['shop.example'] }, template),
    'POST /domain-templates/check': asAdele({ patterns: ['shop.example'] }),
    'POST /domain-templates/{id}/test': asAdele(
      { origin: 'https://shop.example', patterns: ['shop.example'] },
      template,
    ),
    'POST /direct-system-messages': asAdele({ ...item, displayName: 'Sales', texts }),
    'PATCH /direct-system-messages/{id}': asAdele({ ...item, name: 'Lab', displayName: 'Sales', texts }, messages),
    'POST /direct-system-messages/{id}/preview': asAdele({ displayName: 'Sales', texts }, messages),
    ...(await customerBodies(world, contact, customer, session)),
  }
}

/** The bodies of a call, the same for both sides. */
function callBodies(at: string, as: (body: Record<string, unknown>) => FullBody): Record<string, FullBody> {
  const path = `POST ${at}/sessions/{sessionId}/call`
  const leg = randomUUID()
  return {
    [path]: as({ key: randomUUID(), media: 'audio' }),
    [`${path}/accept`]: as({}),
    [`${path}/decline`]: as({}),
    [`${path}/join`]: as({ leg }),
    [`${path}/signal`]: as({ leg, signal: { kind: 'offer', sdp: 'v=0' } }),
    [`${path}/beat`]: as({ leg, connected: true }),
    [`${path}/end`]: as({ leg, why: 'failed' }),
  }
}

async function customerBodies(
  world: World,
  contact: { contactId: string; widgetKey: string },
  { token, resume }: Customer,
  session: string,
): Promise<Record<string, FullBody>> {
  const { body } = await launch(world, { ...contact, handle: session })
  const asCustomer = (fields: Record<string, unknown>): FullBody => ({ token, id: session, body: fields })
  const asAnyone = (fields: Record<string, unknown>): FullBody => ({ token: null, body: fields })
  const address = `${world.shopOrigin}/boots`
  return {
    'POST /widget/v1/launch': asAnyone({
      ...contact,
      ...{
        handle: session,
        pageUrl: address,
        pageTitle: 'Boots',
        referrer: address,
        locale: 'en',
        timeZone: 'Europe/Berlin',
      },
      ...{ context: { cart: 'Boots' }, identity: 'x' },
    }),
    'POST /widget/v1/exchange': asAnyone({ ticket: body.ticket, resume }),
    'POST /widget/v1/preview': asAnyone({ secret: 'x'.repeat(43) }),
    'POST /widget/v1/sessions': asCustomer({
      ...{ key: randomUUID(), modality: 'chat', text: 'Hello' },
      customer: { name: 'Mia', email: 'mia@shop.example' },
    }),
    'POST /widget/v1/sessions/{sessionId}/messages': asCustomer({ key: randomUUID(), text: 'Hello' }),
    'POST /widget/v1/sessions/{sessionId}/typing': asCustomer({}),
    'POST /widget/v1/sessions/{sessionId}/end': asCustomer({}),
    'POST /widget/v1/sessions/{sessionId}/offline-message': asCustomer({ text: 'Call me', email: 'mia@shop.example' }),
    'POST /widget/v1/call-window/exchange': asAnyone({ ticket: 'x' }),
    ...callBodies('/widget/v1', asCustomer),
  }
}

type Path = readonly (string | number)[]

/** The paths of the strings or objects in a body. */
export function pathsOf(value: unknown, kind: 'text' | 'object', at: Path = []): Path[] {
  if (typeof value === 'string') return kind === 'text' ? [at] : []
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([key, each]) => pathsOf(each, kind, [...at, key]))
  return kind === 'object' && !Array.isArray(value) ? [at, ...below] : below
}

/** The body with another value at this path. */
export function replaced(body: unknown, [first, ...rest]: Path, by: (before: unknown) => unknown): unknown {
  if (first === undefined) return by(body)
  const copy = structuredClone(body) as Record<string, unknown>
  copy[first] = replaced(copy[first], rest, by)
  return copy
}
