import type { AdminRouteDependencies } from '#api/routes/admin/dependencies'
import { adminRoutes } from '#api/routes/admin/index'
import type { AgentRouteDependencies } from '#api/routes/agent/dependencies'
import { agentCallRoutes } from '#api/routes/agent/calls'
import { sessionRoutes } from '#api/routes/agent/sessions'
import { customerRoutes } from '#api/routes/customer/index'
import type { CustomerRouteDependencies } from '#api/routes/customer/dependencies'
import type { RouteSpec } from '#api/server/route'
import type { World } from '../../support/world.ts'

export type Spec = RouteSpec<unknown, unknown, unknown>

// A route needs its parts when it runs; here only what it says of itself is read.
const nothing = {}

/** What every route of `/api/v1` says of itself. */
export const apiSpecs: readonly Spec[] = [
  ...sessionRoutes(nothing as AgentRouteDependencies),
  ...agentCallRoutes(nothing as AgentRouteDependencies),
  ...adminRoutes(nothing as AdminRouteDependencies),
].map(({ spec }) => spec)

/** What every route of the customer API says of itself. */
export const customerSpecs: readonly Spec[] = customerRoutes(nothing as CustomerRouteDependencies).map(
  ({ spec }) => spec,
)

/** `GET /users/{userId}`: how a table names a route. */
export const nameOf = ({ method, path }: Pick<Spec, 'method' | 'path'>): string => `${method.toUpperCase()} ${path}`

/** Names of the routes that the running product serves, by its own description. */
export async function servedRoutes(world: World): Promise<string[]> {
  const { paths } = (await (await fetch(`${world.apiUrl}/api/openapi.json`)).json()) as {
    paths: Record<string, object>
  }
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`),
    )
    .sort()
}
