import type { Route } from '../../server/route.ts'
import { callWindowExchangeRoute, callWindowRoute, customerCallRoutes } from './calls.ts'
import { exchangeRoute, renewRoute } from './tickets.ts'
import { launchRoute } from './launch.ts'
import type { CustomerCaller, CustomerRouteDependencies } from './dependencies.ts'
import { previewRoute } from './preview.ts'
import { endRoute, eventsRoute, messageRoute, offlineMessageRoute, openRoute, typingRoute } from './sessions.ts'

export const customerRoutes = (deps: CustomerRouteDependencies): Route<CustomerCaller>[] => [
  launchRoute(deps),
  exchangeRoute(deps),
  renewRoute(deps),
  previewRoute(deps),
  openRoute(deps),
  messageRoute(deps),
  eventsRoute(deps),
  typingRoute(deps),
  endRoute(deps),
  offlineMessageRoute(deps),
  callWindowRoute(deps),
  callWindowExchangeRoute(deps),
  ...customerCallRoutes(deps),
]
