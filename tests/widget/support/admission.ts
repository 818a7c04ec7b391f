import { SignJWT } from 'jose'
import { hashOf, newSecret, previewLife, tokenLife, type CustomerTokens } from '#api/auth/customerTokens'
import type { CustomerCaller, CustomerRouteDependencies } from '#api/routes/customer/dependencies'
import { launchRoute } from '#api/routes/customer/launch'
import { previewRoute } from '#api/routes/customer/preview'
import { exchangeRoute, renewRoute } from '#api/routes/customer/tickets'
import { noLimits } from '#api/server/rateLimits'
import type { Route } from '#api/server/route'
import type { Contacts, Customers, Previews } from '#core/admin/contactPorts'
import type { Launched, VerifiedCustomer } from '#core/contract/customerApi'
import type { MemoryServer } from '../../support/memory/memoryServer.ts'
import { contactId, tenantId, userId } from '../../support/memory/sessionFixtures.ts'

interface AdmissionDependencies {
  server: MemoryServer
  customerTokens: CustomerTokens
  widgetUrl: string
}

const signingSecret = 's'.repeat(32)

/** The product's launch, preview, exchange and renewal, over contacts, customers and previews in memory. */
export function customerAdmission({ server, customerTokens, widgetUrl }: AdmissionDependencies) {
  const { now, sessions, eventBus, dispatch, longPoll, decisionContexts } = server
  const customers = memoryCustomers()
  const previews = memoryPreviews()
  let life = tokenLife

  const deps: CustomerRouteDependencies & Pick<MemoryServer, 'sessions'> = {
    ...{ sessions, eventBus, dispatch, longPoll, decisionContexts, customerTokens, customers, previews },
    ...{ contacts: memoryContacts(server), limits: noLimits, calls: {}, now, widgetUrl },
    encryption: { decrypt: () => signingSecret },
    hashAddress: (_tenantId, address) => address,
  }
  /** Session tokens live as long as the test says. */
  const issuing = { ...deps, now: () => now() + life - tokenLife }
  const newPreview = (): string => {
    const secret = newSecret()
    void previews.create({ tenantId, contactId }, hashOf(secret), now() + previewLife)
    return secret
  }

  /** The launch of a page whose server signs identities, or, with `preview`, of a page behind a preview link. */
  const launch = launchRoute(deps)
  const launches: Route<CustomerCaller> = {
    ...launch,
    run: async (caller, request) => {
      const body = request.body as { identity?: string } | undefined
      if (body?.identity !== undefined && server.verifiedIdentity)
        body.identity = await identityToken(server.verifiedIdentity, now())
      const answer = await launch.run(caller, request)
      if (!server.preview || 'refused' in answer) return answer
      const launched = answer.body as Launched
      const known = customerTokens.ticket.verify(launched.ticket, now())
      if (!known) throw new Error('The ticket of this launch is not valid')
      const ticket = { ...known.payload, preview: hashOf(newPreview()) }
      return { ...answer, body: { ...launched, ticket: customerTokens.ticket.sign(ticket, known.expiresAt) } }
    },
  }

  return {
    deps,
    routes: [launches, previewRoute(deps), exchangeRoute(issuing), renewRoute(issuing)],
    tokensLast: (seconds: number) => (life = seconds * 1000),
    forgetResumes: customers.forgetAll,
    /** The address of a new preview link. */
    newPreview: () => `${widgetUrl}/widget/v1/preview#${newPreview()}`,
  }
}

const identityToken = ({ name, email }: VerifiedCustomer, now: number): Promise<string> =>
  new SignJWT({ name, email })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('customer-17')
    .setAudience(contactId)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(now / 1000) + 300)
    .sign(new TextEncoder().encode(signingSecret))

/** The one contact of the server. */
const memoryContacts = (server: MemoryServer): Contacts => ({
  find: async (asked) => {
    const opening = asked === contactId ? await server.decisionContexts.opening() : null
    if (!opening) return null
    const { displayName, available, accent, verifiedIdentity } = server
    return {
      ...{ tenantId, userId, reach: opening.reach, callsAvailable: opening.callsAvailable, domainTemplateId: null },
      signingSecrets: verifiedIdentity ? [{ id: 'secret', encrypted: '', until: null }] : [],
      face: { displayName, available, accent, ringSeconds: opening.limits.ringMs / 1000 },
    }
  },
  sawPage: () => Promise.resolve(),
  sawRefusal: () => Promise.resolve(),
})

function memoryCustomers(): Customers & { forgetAll: () => void } {
  const spent = new Set<string>()
  const secrets = new Map<string, readonly string[]>()
  return {
    spend: (_tenantId, ticketId) => Promise.resolve(!spent.has(ticketId) && spent.add(ticketId).has(ticketId)),
    create: ({ id }, resumeHash) => {
      secrets.set(id, [resumeHash])
      return Promise.resolve()
    },
    find: () => Promise.resolve(null),
    resume: (_tenantId, customerId, oldHash, newHash) => {
      const fits = secrets.get(customerId)?.includes(oldHash) ?? false
      if (fits) secrets.set(customerId, [newHash, oldHash])
      return Promise.resolve(fits)
    },
    forgetAll: () => secrets.clear(),
  }
}

function memoryPreviews(): Previews {
  const previews = new Map<string, { contactId: string; expiresAt: number; sessionId: string | null }>()
  return {
    create: ({ contactId }, secretHash, expiresAt) => {
      previews.set(secretHash, { contactId, expiresAt, sessionId: null })
      return Promise.resolve()
    },
    find: (secretHash, now) => {
      const preview = previews.get(secretHash)
      const isValid = preview?.sessionId === null && now < preview.expiresAt
      return Promise.resolve(isValid ? { tenantId, contactId: preview.contactId } : null)
    },
    use: (_tenantId, secretHash, sessionId) => {
      const preview = previews.get(secretHash)
      const fits = preview !== undefined && (preview.sessionId ?? sessionId) === sessionId
      if (fits) previews.set(secretHash, { ...preview, sessionId })
      return Promise.resolve(fits)
    },
  }
}
