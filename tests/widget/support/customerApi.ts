import { Router } from 'express'
import { createCustomerTokens } from '#api/auth/customerTokens'
import { customerStream } from '#api/realtime/customerStream'
import { authenticateCustomer } from '#api/routes/customer/dependencies'
import {
  endRoute,
  eventsRoute,
  messageRoute,
  offlineMessageRoute,
  openRoute,
  typingRoute,
} from '#api/routes/customer/sessions'
import { widgetPages } from '#api/routes/customer/widgetPages'
import { createWidgetApp, json } from '#api/server/app'
import { built } from '../../support/built.ts'
import { faultyServer } from '../../support/faultyServer.ts'
import { memoryServer } from '../../support/memory/memoryServer.ts'
import { customerAdmission } from './admission.ts'

/** The product's customer API and pages over a server in memory, with switchable faults. */
export async function startCustomerApi() {
  const server = memoryServer()
  const { serve, faults, stop, url: widgetUrl, ...http } = await faultyServer(server.now)
  const signed = createCustomerTokens(['a'.repeat(64)])
  // Only these session tokens are valid, so that a test can invalidate them before they expire.
  const known = new Set<string>()
  const customerTokens: typeof signed = {
    ...signed,
    token: {
      sign: (payload, expiresAt) => {
        const text = signed.token.sign(payload, expiresAt)
        known.add(text)
        return text
      },
      verify: (text, at) => (known.has(text) ? signed.token.verify(text, at) : null),
    },
  }
  const { routes, deps, ...admission } = customerAdmission({ server, customerTokens, widgetUrl })

  const ofSessions = [openRoute, messageRoute, eventsRoute, typingRoute, endRoute, offlineMessageRoute]
  serve(
    createWidgetApp({
      routes: [...routes, ...ofSessions.map((make) => make(deps))],
      authenticate: authenticateCustomer(deps),
      pages: Router()
        .use('/widget/v1/launch', json('text/plain'))
        .use(faults, widgetPages(deps, built('widget/'))),
      ...{ trustedProxies: [], allowedHosts: null, log: (error) => process.emitWarning(String(error)) },
    }),
    customerStream(deps),
  )
  return {
    ...{ ...http, ...admission, server, widgetUrl },
    forgetTokens: () => known.clear(),
    stop: async () => {
      server.eventBus.close()
      await stop()
    },
  }
}
