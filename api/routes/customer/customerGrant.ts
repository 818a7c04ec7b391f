import type { Request } from 'express'
import type { Contact, Exchanged } from '#core/contract/customerApi'
import { modality } from '#core/contract/sessions'
import { decideReach, modalityIsOn } from '#core/reach/reachability'
import { agentNameFor } from '#core/session/agentName'
import type { Session } from '#core/session/session'
import { customerView } from '#core/session/presenters'
import { activeSecrets } from '../../auth/customerIdentity.ts'
import { tokenLife, type CustomerToken, type CustomerGrant } from '../../auth/customerTokens.ts'
import type { CustomerRouteDependencies } from './dependencies.ts'

/**
 * Whether a request comes from the widget's own origin, by the headers that browsers set. Other programs can forge
 * these headers but have no access to a customer's storage.
 */
export const isSameOrigin = ({ headers }: Request, widgetUrl: string): boolean =>
  (headers.origin === undefined || headers.origin === widgetUrl) &&
  (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin')

/**
 * The grant as it applies now; null if the customer may not continue. If the signing secret was rotated out, the
 * customer continues as unverified.
 */
export async function decideGrant<Kind extends CustomerGrant>(
  deps: CustomerRouteDependencies,
  before: Kind,
  hasSession: boolean,
): Promise<Kind | null> {
  const facts = await deps.contacts.find(before.contactId)
  const now = deps.now()
  const isActive = activeSecrets(facts?.signingSecrets ?? [], now).some(({ id }) => id === before.verifiedIdentity?.by)
  const grant = isActive ? before : { ...before, verifiedIdentity: null }
  const ask = {
    now,
    origin: grant.page.origin,
    preview: grant.preview !== null,
    verified: grant.verifiedIdentity !== null,
  }
  const decision = hasSession
    ? decideReach(facts?.reach ?? null, { ...ask, moment: 'continue' })
    : decideReach(facts?.reach ?? null, { ...ask, moment: 'launch', widgetKey: grant.widgetKey })
  return decision.allowed ? grant : null
}

/** The response for an authenticated panel or call window: the session token, and what to display. */
export async function grantResponse(
  deps: CustomerRouteDependencies,
  token: CustomerToken,
  sessions: readonly Session[],
): Promise<Omit<Exchanged, 'resume'>> {
  const expiresAt = deps.now() + tokenLife
  const { verifiedIdentity } = token
  return {
    token: deps.customerTokens.token.sign(token, expiresAt),
    expiresAt: new Date(expiresAt).toISOString(),
    contact: await contactViewOf(deps, token),
    customer: verifiedIdentity && { name: verifiedIdentity.name, email: verifiedIdentity.email },
    sessions: sessions.map(customerView),
  }
}

/** The public view of the user. Calls are offered only if the call provider is available. */
async function contactViewOf(
  { contacts, decisionContexts }: CustomerRouteDependencies,
  grant: CustomerGrant,
): Promise<Contact> {
  const contact = await contacts.find(grant.contactId)
  const opening = await decisionContexts.opening(grant.tenantId, grant.contactId)
  if (!contact || !opening) throw new Error('A contact was removed between decision and response')
  return {
    ...contact.face,
    displayName: agentNameFor(opening, grant.page),
    modalities: modality.options.filter(
      (each) => modalityIsOn(contact.reach, each) && (each === 'chat' || contact.callsAvailable),
    ),
    preview: grant.preview !== null,
  }
}
