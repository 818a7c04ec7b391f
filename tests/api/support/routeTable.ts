import type { AdminRouteDependencies } from '#api/routes/admin/dependencies'
import { adminRoutes } from '#api/routes/admin/index'
import type { AgentRouteDependencies } from '#api/routes/agent/dependencies'
import { agentCallRoutes, sessionRoutes } from '#api/routes/agent/sessions'
import { customerRoutes } from '#api/routes/customer/index'
import type { CustomerRouteDependencies } from '#api/routes/customer/dependencies'
import type { RouteSpec } from '#api/server/route'
import type { World } from '../../support/world.ts'

export type Spec = RouteSpec<unknown, unknown, unknown>

// Routes need their dependencies only when they run; here only their specifications are read.
const nothing = {}

/** The specification of every route of `/api/v1`. */
export const apiSpecs: readonly Spec[] = [
  ...sessionRoutes(nothing as AgentRouteDependencies),
  ...agentCallRoutes(nothing as AgentRouteDependencies),
  ...adminRoutes(nothing as AdminRouteDependencies),
].map(({ spec }) => spec)

/** The specification of every route of the customer API. */
export const customerSpecs: readonly Spec[] = customerRoutes(nothing as CustomerRouteDependencies).map(
  ({ spec }) => spec,
)

/** The name of a route in the tables: `GET /users/{userId}`. */
export const nameOf = ({ method, path }: Pick<Spec, 'method' | 'path'>): string => `${method.toUpperCase()} ${path}`

/** The names of the routes that the running product serves, from its OpenAPI document. */
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
