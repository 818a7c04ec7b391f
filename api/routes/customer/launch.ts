import { launch, launched, type Launch } from '#core/contract/customerApi'
import { refuse } from '#core/contract/problems'
import type { Page } from '#core/contract/sessions'
import type { ContactFacts } from '#core/admin/contactPorts'
import { decideReach } from '#core/reach/reachability'
import { parseOrigin } from '#core/reach/origin'
import { patternTextLimit } from '#core/reach/patternSyntax'
import { newId, stampLife, ticketLife } from '../../auth/customerTokens.ts'
import { readIdentity, type Vouched } from '../../auth/customerIdentity.ts'
import { addressPrefix } from '../../server/rateLimits.ts'
import { ok } from '../../server/route.ts'
import { customerRoute, type CustomerParts } from './dependencies.ts'

const deadAfter = 24 * 60 * 60_000

/** The decision about a page, on the one request that carries its true origin. */
export const launchRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/launch',
      who: 'anyone',
      summary: 'Ask for a ticket, from the page that embeds the widget',
      body: launch,
      answers: { 200: launched },
    },
    async ({ body, request }) => {
      const address = addressPrefix(request.ip)
      const { contactId, handle, identity } = body
      const early = handle ? await limitLookUp(parts, address, body) : await limitLaunch(parts, address, contactId)
      if (early) return { refused: early }
      const origin = request.headers.origin ?? ''
      const now = parts.now()
      const facts = await parts.contacts.find(contactId)
      const vouched = facts && identity ? await vouchedIn(parts, facts, contactId, identity) : null
      const resumes = facts && handle ? await resumable(parts, facts, body, origin, vouched) : null
      if (resumes) await parts.limits.giveBack('unknownHandlePerAddress', address)
      const late = resumes ? null : await limitFound(parts, address, body, facts)
      if (late) return { refused: late }

      const ask = { now, origin, preview: false, verified: vouched !== null }
      const decision = resumes
        ? decideReach(facts?.reach ?? null, { ...ask, moment: 'continue' })
        : decideReach(facts?.reach ?? null, { ...ask, moment: 'launch', widgetKey: body.widgetKey })
      if (!facts) return refuse('contactUnavailable')
      if (!decision.allowed) {
        // What no domain template could ever hold helps no admin, and no index takes it.
        if (decision.reason === 'originNotAllowed' && origin.length <= patternTextLimit)
          await parts.contacts.sawRefusal(facts, origin, now)
        return refuse('contactUnavailable')
      }
      await parts.contacts.sawPage(facts, origin, now)
      return ok(admit(parts, body, facts, { origin, resumes, vouched }))
    },
  )

const limitLaunch = async ({ limits }: CustomerParts, address: string, contactId: string) =>
  (await limits.use('launchPerAddress', address)) ?? (await limits.use('launchPerContact', contactId))

/** What is counted of a launch that leads back to no session once it is known, beyond what was counted before. */
async function limitFound(parts: CustomerParts, address: string, body: Launch, facts: ContactFacts | null) {
  const asAnyOther = body.handle ? await limitLaunch(parts, address, body.contactId) : null
  return asAnyOther ?? (facts && (await parts.limits.use('launchPerTenant', facts.tenantId)))
}

/**
 * A launch that leads back to a session counts for that session alone, so that a customer who reloads is not refused
 * because of others, nor others because of them. Until the session is found the handle counts as unknown: inventing
 * handles reads the store no more often than launching does, and then counts as launching too.
 */
async function limitLookUp({ limits }: CustomerParts, address: string, { contactId, handle = '' }: Launch) {
  const unknown = await limits.use('unknownHandlePerAddress', address)
  if (unknown) return unknown
  const perHandle = await limits.use('launchPerHandle', `${contactId} ${handle}`)
  if (perHandle) await limits.giveBack('unknownHandlePerAddress', address)
  return perHandle
}

const vouchedIn = (parts: CustomerParts, { tenantId, vouchers }: ContactFacts, contactId: string, identity: string) =>
  readIdentity(identity, { tenantId, contactId, vouchers, box: parts.box, now: parts.now() })

/**
 * The customer whose session the handle names, when contact and page are the same and it is not dead. Where somebody
 * else has signed in on the page meanwhile, the chat of whoever was there before stays closed.
 */
async function resumable(
  parts: CustomerParts,
  facts: ContactFacts,
  { handle = '', contactId }: Launch,
  origin: string,
  vouched: Vouched | null,
) {
  const session = await parts.sessions.find({ tenantId: facts.tenantId, sessionId: handle })
  const another = vouched && session?.customer.verified && session.customer.subject !== vouched.subject
  const fits = session?.contactId === contactId && session.page.origin === origin && !session.preview && !another
  const dead = session?.status === 'ended' && parts.now() > session.endedAt + deadAfter
  return fits && !dead ? session.customerId : null
}

interface Admitted {
  origin: string
  resumes: string | null
  vouched: Vouched | null
}

function admit(parts: CustomerParts, body: Launch, facts: ContactFacts, { origin, resumes, vouched }: Admitted) {
  const { contactId, widgetKey } = body
  const { tenantId } = facts
  const ticket = parts.seals.ticket.close(
    {
      id: newId(),
      tenantId,
      contactId,
      widgetKey,
      page: pageOf(body, origin),
      vouched,
      preview: null,
      resumes,
    },
    parts.now() + ticketLife,
  )
  return { ticket, frameUrl: frameUrl(parts, contactId, origin) }
}

/** Where the panel is loaded: its stamp names the one origin that may frame it. */
export function frameUrl(parts: Pick<CustomerParts, 'seals' | 'now' | 'widgetUrl'>, contactId: string, origin: string) {
  const stamp = parts.seals.stamp.close({ contactId, origin }, parts.now() + stampLife)
  return `${parts.widgetUrl}/widget/v1/frame/${contactId}?s=${stamp}`
}

/** A page address of another origin than the request's is not believed. */
function pageOf(body: Launch, origin: string): Page {
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
