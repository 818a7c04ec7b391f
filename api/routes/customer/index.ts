import type { Route } from '../../server/route.ts'
import { customerCallRoutes } from './calls.ts'
import { callWindowExchangeRoute, callWindowRoute } from './callWindow.ts'
import { exchangeRoute, renewRoute } from './tickets.ts'
import { launchRoute } from './launch.ts'
import type { CustomerCaller, CustomerParts } from './dependencies.ts'
import { previewRoute } from './preview.ts'
import { endRoute, eventsRoute, lineRoute, messageRoute, openRoute, typingRoute } from './sessions.ts'

/** Every route of the customer API. */
export const customerRoutes = (parts: CustomerParts): Route<CustomerCaller>[] => [
  launchRoute(parts),
  exchangeRoute(parts),
  renewRoute(parts),
  previewRoute(parts),
  openRoute(parts),
  lineRoute(parts),
  eventsRoute(parts),
  typingRoute(parts),
  endRoute(parts),
  messageRoute(parts),
  callWindowRoute(parts),
  callWindowExchangeRoute(parts),
  ...customerCallRoutes(parts),
]
