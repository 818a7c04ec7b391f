import { adminOf, places, tenantOf, type Cast } from './cast.ts'

/** Everything in a tenant that a request could have changed, as its own admin reads it: response by path. */
export async function stateOf(
  { world, things }: Cast,
  tenant: 'contoso' | 'fabrikam',
): Promise<Record<string, unknown>> {
  const own = places.filter((place) => tenantOf(place) === tenant).map((place) => things[place])
  const lists = ['/organization-units', '/users', '/domain-templates', '/direct-system-messages', '/sessions', '/audit']
  const paths = [
    '/tenant',
    ...lists.map((path) => `${path}?limit=100`),
    ...own.map(({ user }) => `/users/${String(user)}/interact`),
    ...own.flatMap(({ session }) => (session === null ? [] : [`/sessions/${session}/events`])),
  ]
  const state: Record<string, unknown> = {}
  for (const path of paths) {
    const { status, body } = await world.ask(adminOf[tenant], 'GET', path)
    if (status !== 200) throw new Error(`GET ${path} answered ${String(status)}`)
    state[path] = body
  }
  return state
}
