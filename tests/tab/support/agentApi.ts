import { Router } from 'express'
import type { EntraClaims } from '#api/auth/entraTokens'
import { agentStream } from '#api/realtime/agentStream'
import { agentRoute, authenticateActor } from '#api/routes/agent/dependencies'
import { sessionRoutes } from '#api/routes/agent/sessions'
import { createApiApp } from '#api/server/app'
import { noLimits } from '#api/server/rateLimits'
import { ok } from '#api/server/route'
import { expiresAt } from '#client/session/tokenRenewal'
import type { Actor } from '#core/admin/ports'
import { availability, availabilityPatch, me as meAnswer } from '#core/contract/users'
import { faultyServer } from '../../support/faultyServer.ts'
import { memoryServer } from '../../support/memory/memoryServer.ts'
import { tenantId, userId } from '../../support/memory/sessionFixtures.ts'

const upn = 'alex@contoso.test'
export const me: Actor = { tenantId, userId, displayName: 'Alex Wilber', role: 'agent', administers: [] }

/** The product's agent API for Alex over a server in memory, with switchable faults. Tokens are not signed. */
export async function startAgentApi(tabPages: Router = Router()) {
  const server = memoryServer()
  const { serve, faults, stop, ...http } = await faultyServer(server.now)
  const { sessions, eventBus, dispatch, longPoll, decisionContexts } = server
  let tokenSeconds = 3600

  const people = {
    signIn: () => Promise.resolve(me),
    setAvailable: (_tenantId: string, _userId: string, available: boolean) => {
      server.available = available
      eventBus.publish({ kind: 'availability', tenantId, userId, available })
      return Promise.resolve()
    },
  }
  const organizationUnits = { tree: () => Promise.reject(new Error('An agent needs no tree')) }
  const deps = { sessions, eventBus, dispatch, longPoll, decisionContexts, people, organizationUnits, verifyEntra }
  const who = 'agent'
  const path = '/me/availability'
  const routes = [
    ...sessionRoutes({ ...deps, calls: {}, limits: noLimits }),
    agentRoute({ method: 'get', path: '/me', who, summary: '', answers: { 200: meAnswer } }, () =>
      Promise.resolve(ok(whoAmI(server.available))),
    ),
    agentRoute({ method: 'get', path, who, summary: '', answers: { 200: availability } }, () =>
      Promise.resolve(ok({ available: server.available })),
    ),
    agentRoute(
      { method: 'patch', path, who, summary: '', body: availabilityPatch, answers: { 200: availability } },
      async ({ body: { available } }) => {
        await people.setAvailable(tenantId, userId, available)
        return ok({ available })
      },
    ),
  ]
  const pages = Router()
  pages.get('/token', (_request, response) => void response.json({ access_token: token(tokenSeconds) }))
  pages.use(tabPages)
  pages.use('/api/v1', faults)
  const none = Router()
  serve(
    createApiApp({
      ...{ routes, pages, health: none, bot: none, docs: none, about: none },
      ...{ trustedProxies: [], allowedHosts: null, log: (error) => process.emitWarning(String(error)) },
      authenticate: authenticateActor(deps),
    }),
    agentStream({ ...deps, now: Date.now, publicUrl: http.url }),
  )

  return {
    ...http,
    server,
    tokensLast: (seconds: number) => (tokenSeconds = seconds),
    newToken: () => token(tokenSeconds),
    close: async () => {
      eventBus.close()
      await stop()
    },
  }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
let issued = 0
const token = (seconds: number) =>
  `${part({ alg: 'none' })}.${part({ exp: Date.now() / 1000 + seconds, jti: String(++issued) })}.none`

function verifyEntra(text: string): Promise<EntraClaims | null> {
  const end = expiresAt(text)
  return Promise.resolve(
    end === null
      ? null
      : {
          ...{ tenantId, entraObjectId: userId, displayName: me.displayName, userPrincipalName: upn },
          ...{ tenantAdmin: false, expiresAt: end },
        },
  )
}

const whoAmI = (available: boolean) => ({
  user: {
    id: userId,
    displayName: me.displayName,
    userPrincipalName: upn,
    mail: null,
    department: null,
    jobTitle: null,
    organizationUnitId: tenantId,
    licences: ['contactCenter', 'interact'],
    role: 'agent',
    administers: [],
    interact: { active: true, audioVideo: true, instantMessaging: true, reason: null },
    available,
    lastReachedAt: null,
  },
  tenant: { id: tenantId, name: 'Contoso', interactEnabled: true },
  ...{ roles: ['agent'], organizationUnitIds: [], licences: ['contactCenter', 'interact'], available },
  licenceAdmin: null,
})
