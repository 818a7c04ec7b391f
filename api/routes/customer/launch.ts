import { launch, launched, type Launch } from '#core/contract/customerApi'
import { refuse } from '#core/contract/problems'
import type { Page } from '#core/contract/sessions'
import type { ContactFacts } from '#core/admin/contactPorts'
import { decideReach } from '#core/reach/reachability'
import { parseOrigin } from '#core/reach/origin'
import { patternTextLimit } from '#core/reach/patternSyntax'
import { newId, frameTokenLife, ticketLife } from '../../auth/customerTokens.ts'
import { readIdentity, type VerifiedIdentity } from '../../auth/customerIdentity.ts'
import { addressPrefix } from '../../server/rateLimits.ts'
import { ok } from '../../server/route.ts'
import { customerRoute, type CustomerRouteDependencies } from './dependencies.ts'

const deadAfter = 24 * 60 * 60_000

/** Decides whether a page may start the widget. Only this request carries the page's real origin. */
export const launchRoute = (deps: CustomerRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/launch',
      who: 'anyone',
      summary: 'Request a ticket from the page that embeds the widget',
      body: launch,
      acceptsText: true,
      answers: { 200: launched },
    },
    async ({ body, request }) => {
      const address = addressPrefix(request.ip)
      const { contactId, handle, identity } = body
      const early = handle ? await limitLookUp(deps, address, body) : await limitLaunch(deps, address, contactId)
      if (early) return { refused: early }
      const origin = request.headers.origin ?? ''
      const now = deps.now()
      const facts = await deps.contacts.find(contactId)
      const verifiedIdentity = facts && identity ? await identityIn(deps, facts, contactId, identity) : null
      const resumes = facts && handle ? await resumable(deps, facts, body, origin, verifiedIdentity) : null
      if (resumes) await deps.limits.giveBack('unknownHandlePerAddress', address)
      const late = resumes ? null : await limitFound(deps, address, body, facts)
      if (late) return { refused: late }

      const ask = { now, origin, preview: false, verified: verifiedIdentity !== null }
      const decision = resumes
        ? decideReach(facts?.reach ?? null, { ...ask, moment: 'continue' })
        : decideReach(facts?.reach ?? null, { ...ask, moment: 'launch', widgetKey: body.widgetKey })
      if (!facts) return refuse('contactUnavailable')
      if (!decision.allowed) {
        // A longer origin cannot be added to a domain template, and it exceeds the size of an index entry.
        if (decision.reason === 'originNotAllowed' && origin.length <= patternTextLimit)
          await deps.contacts.sawRefusal(facts, origin, now)
        return refuse('contactUnavailable')
      }
      await deps.contacts.sawPage(facts, origin, now)
      return ok(admit(deps, body, facts, { origin, resumes, verifiedIdentity }))
    },
  )

const limitLaunch = async ({ limits }: CustomerRouteDependencies, address: string, contactId: string) =>
  (await limits.use('launchPerAddress', address)) ?? (await limits.use('launchPerContact', contactId))

/** The remaining rate limits of a launch that resumes no session, in addition to those used before. */
async function limitFound(deps: CustomerRouteDependencies, address: string, body: Launch, facts: ContactFacts | null) {
  const asAnyOther = body.handle ? await limitLaunch(deps, address, body.contactId) : null
  return asAnyOther ?? (facts && (await deps.limits.use('launchPerTenant', facts.tenantId)))
}

/**
 * A launch that resumes a session only counts for that session, so that reloading customers and other customers do not
 * use up each other's limits. Until the session is found, the handle counts as unknown. Guessing handles therefore
 * reads the database no more often than ordinary launches, and then counts as a launch as well.
 */
async function limitLookUp({ limits }: CustomerRouteDependencies, address: string, { contactId, handle = '' }: Launch) {
  const unknown = await limits.use('unknownHandlePerAddress', address)
  if (unknown) return unknown
  const perHandle = await limits.use('launchPerHandle', `${contactId} ${handle}`)
  if (perHandle) await limits.giveBack('unknownHandlePerAddress', address)
  return perHandle
}

const identityIn = (
  deps: CustomerRouteDependencies,
  { tenantId, signingSecrets }: ContactFacts,
  contactId: string,
  identity: string,
) => readIdentity(identity, { tenantId, contactId, signingSecrets, encryption: deps.encryption, now: deps.now() })

/**
 * The customer whose session the handle identifies, if contact and origin are the same and it has not expired. If
 * another verified customer has signed in on the page meanwhile, the session of the previous one is not resumed.
 */
async function resumable(
  deps: CustomerRouteDependencies,
  facts: ContactFacts,
  { handle = '', contactId }: Launch,
  origin: string,
  verifiedIdentity: VerifiedIdentity | null,
) {
  const session = await deps.sessions.find({ tenantId: facts.tenantId, sessionId: handle })
  const another =
    verifiedIdentity && session?.customer.verified && session.customer.subject !== verifiedIdentity.subject
  const fits = session?.contactId === contactId && session.page.origin === origin && !session.preview && !another
  const dead = session?.status === 'ended' && deps.now() > session.endedAt + deadAfter
  return fits && !dead ? session.customerId : null
}

interface Admitted {
  origin: string
  resumes: string | null
  verifiedIdentity: VerifiedIdentity | null
}

function admit(
  deps: CustomerRouteDependencies,
  body: Launch,
  facts: ContactFacts,
  { origin, resumes, verifiedIdentity }: Admitted,
) {
  const { contactId, widgetKey } = body
  const { tenantId } = facts
  const ticket = deps.customerTokens.ticket.sign(
    {
      id: newId(),
      tenantId,
      contactId,
      widgetKey,
      page: pageOf(body, origin),
      verifiedIdentity,
      preview: null,
      resumes,
    },
    deps.now() + ticketLife,
  )
  return { ticket, frameUrl: frameUrl(deps, contactId, origin) }
}

/** The URL of the panel. Its frame token names the only origin that may frame it. */
export function frameUrl(
  deps: Pick<CustomerRouteDependencies, 'customerTokens' | 'now' | 'widgetUrl'>,
  contactId: string,
  origin: string,
) {
  const frameToken = deps.customerTokens.frameToken.sign({ contactId, origin }, deps.now() + frameTokenLife)
  return `${deps.widgetUrl}/widget/v1/frame/${contactId}?s=${frameToken}`
}

/** The page of a launch. A page URL is ignored if its origin differs from the Origin header. */
export function pageOf(body: Launch, origin: string): Page {
  const own =
    body.pageUrl !== undefined && new URL(body.pageUrl).origin === origin && !('denied' in parseOrigin(origin))
  return {
    origin,
    url: own ? (body.pageUrl ?? null) : null,
    title: body.pageTitle ?? null,
    referrer: body.referrer ?? null,
    locale: body.locale ?? null,
    timeZone: body.timeZone ?? null,
    context: body.context ?? {},
  }
}
