import { userClaims } from '#infra/local/entraClaims'
import { apiClientId, fabrikam, units } from '#infra/local/seedPeople'
import { signingKeys } from '#infra/local/signingKeys'
import { contactOf, enter, type Contact, type Customer } from '../../support/customer.ts'
import { mint } from '../../support/tokens.ts'
import { startWorld, type World } from '../../support/world.ts'

/** Where a resource is, seen from Olga of Sales: below her unit, above it, beside it, or in the other tenant. */
export const places = ['below', 'above', 'beside', 'fabrikam', 'nord'] as const
export type Place = (typeof places)[number]
export const kinds = ['user', 'unit', 'template', 'messages', 'session'] as const
export type Kind = (typeof kinds)[number]

/** A caller: the places they administer, those they can only read, and the place whose resource `user` is their own. */
export interface Caller {
  name: string
  tenant: 'contoso' | 'fabrikam' | null
  role: 'tenantAdmin' | 'organizationUnitAdmin' | 'agent' | null
  writes: readonly Place[]
  reads: readonly Place[]
  isUserOf: Place | null
  token: string | null
}

const caller = (
  name: string,
  tenant: Caller['tenant'],
  role: Caller['role'],
  rest: Partial<Omit<Caller, 'name' | 'tenant' | 'role' | 'token'>> = {},
): Omit<Caller, 'token'> => ({ name, tenant, role, writes: [], reads: [], isUserOf: null, ...rest })

const inContoso: readonly Place[] = ['below', 'above', 'beside']
const callers = [
  caller('adele', 'contoso', 'tenantAdmin', { writes: inContoso }),
  caller('olga', 'contoso', 'organizationUnitAdmin', { writes: ['below'], reads: ['above'] }),
  caller('alex', 'contoso', 'agent', { isUserOf: 'below' }),
  caller('megan', 'contoso', 'agent', { isUserOf: 'beside' }),
  caller('nestor', 'contoso', 'agent'),
  caller('frida', 'fabrikam', 'tenantAdmin', { writes: ['fabrikam', 'nord'] }),
  caller('olaf', 'fabrikam', 'organizationUnitAdmin', { writes: ['nord'], reads: ['fabrikam'], isUserOf: 'nord' }),
  caller('oscar', 'fabrikam', 'agent', { isUserOf: 'fabrikam' }),
  caller('nils', 'fabrikam', 'agent'),
  caller('nobody', null, null),
]

export const adminOf = { contoso: 'adele@contoso.test', fabrikam: 'frida@fabrikam.test' } as const
export const tenantOf = (place: Place): 'contoso' | 'fabrikam' => (inContoso.includes(place) ? 'contoso' : 'fabrikam')

export interface Cast {
  world: World
  callers: readonly Caller[]
  /** Ids of the resources at each place; a unit without a reachable user has no session. */
  things: Record<Place, Record<Kind, string | null>>
  customers: Partial<Record<Place, Customer>>
  /** Creates another resource of this kind at this place, as the tenant's admin or as a customer. */
  make: (kind: Kind, place: Place) => Promise<string>
  close: () => Promise<void>
}

/** The tenants of the seed, with one resource of each kind at each place. */
export async function startCast(): Promise<Cast> {
  const world = await startWorld()
  const ask = async (as: string, method: string, path: string, body: object) => {
    const answer = await world.ask(as, method, path, { body, ifMatch: '*' })
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${JSON.stringify(answer.body)}`)
    return String(answer.body.id)
  }
  const own = await newcomers(world)
  const unitOf = await unitsOf(world, ask, own)
  const agents: Partial<Record<Place, string>> = {
    below: 'alex@contoso.test',
    beside: 'megan@contoso.test',
    fabrikam: 'oscar@fabrikam.test',
  }
  const oscar = await world.userId('oscar@fabrikam.test')
  await ask(adminOf.fabrikam, 'PATCH', `/users/${oscar}/interact`, { active: true, restrictAccess: false })

  const contacts: Partial<Record<Place, Contact>> = {}
  const customers: Partial<Record<Place, Customer>> = {}
  for (const place of places) {
    const upn = agents[place]
    if (upn === undefined) continue
    contacts[place] = await contactOf(world, upn)
    customers[place] = await enter(world, contacts[place])
  }
  let made = 0
  const make = async (kind: Kind, place: Place): Promise<string> => {
    const admin = adminOf[tenantOf(place)]
    const name = `${kind} ${place} ${String(++made)}`
    const organizationUnitId = unitOf[place]
    if (kind === 'unit') return ask(admin, 'POST', '/organization-units', { name, parentId: organizationUnitId })
    if (kind === 'template') return ask(admin, 'POST', '/domain-templates', { name, organizationUnitId })
    if (kind === 'messages') return ask(admin, 'POST', '/direct-system-messages', { name, organizationUnitId })
    if (kind === 'session') return (await customerAt(customers, place)).open(`A line of ${name}`)
    throw new Error('Users come from the directory.')
  }
  const userAt: Record<Place, string> = {
    below: await world.userId('alex@contoso.test'),
    above: await world.userId('miriam@contoso.test'),
    beside: await world.userId('megan@contoso.test'),
    fabrikam: oscar,
    nord: own.olaf.userId,
  }
  const things = {} as Cast['things']
  for (const place of places) {
    const agent = agents[place]
    const session = agent === undefined ? null : await make('session', place)
    if (agent !== undefined && session !== null) await ask(agent, 'POST', `/sessions/${session}/accept`, {})
    const template = await make('template', place)
    const messages = await make('messages', place)
    things[place] = { user: userAt[place], unit: unitOf[place], template, messages, session }
  }
  const tokens: Record<string, string> = { olaf: own.olaf.token, nils: own.nils.token }
  const withTokens = callers.map(async (each) => ({
    ...each,
    token: each.tenant && (tokens[each.name] ?? (await world.token(`${each.name}@${each.tenant}.test`))),
  }))
  return { world, callers: await Promise.all(withTokens), things, customers, make, close: () => world.close() }
}

function customerAt(customers: Cast['customers'], place: Place): Promise<Customer> {
  const customer = customers[place]
  return customer ? Promise.resolve(customer) : Promise.reject(new Error(`No user is reachable at ${place}.`))
}

/** Two more users of Fabrikam, created by signing in. */
async function newcomers(world: World) {
  const { user: key } = await signingKeys(world.dataFolder)
  const come = async (name: string, oid: string) => {
    const upn = `${name}@fabrikam.test`
    const token = await mint(key, userClaims({ oid, tid: fabrikam, upn, name }, apiClientId))
    const me = await fetch(`${world.apiUrl}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    const { user } = (await me.json()) as { user: { id: string } }
    return { token, userId: user.id }
  }
  return {
    olaf: await come('olaf', '0a1d0000-0000-4000-8000-000000000091'),
    nils: await come('nils', '0a1d0000-0000-4000-8000-000000000092'),
  }
}

/** The unit of each place. Olaf becomes the admin of Nord and a member of it. */
async function unitsOf(
  world: World,
  ask: (as: string, method: string, path: string, body: object) => Promise<string>,
  { olaf }: { olaf: { userId: string } },
): Promise<Record<Place, string>> {
  const { body } = await world.ask(adminOf.fabrikam, 'GET', '/me')
  const [root = ''] = body.organizationUnitIds as string[]
  const nord = await ask(adminOf.fabrikam, 'POST', '/organization-units', { name: 'Nord', parentId: root })
  await ask(adminOf.fabrikam, 'PATCH', `/users/${olaf.userId}`, {
    role: 'organizationUnitAdmin',
    administers: [nord],
    organizationUnitId: nord,
  })
  const { germany, root: top, service } = units
  return { below: germany.id, above: top.id, beside: service.id, fabrikam: root, nord }
}
