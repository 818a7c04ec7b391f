import type { Request } from 'express'
import type { Contact, Exchanged } from '#core/contract/customerApi'
import { modality } from '#core/contract/sessions'
import { decideReach, modalityIsOn } from '#core/reach/reachability'
import { agentNameFor } from '#core/session/agentName'
import type { Session } from '#core/session/session'
import { customerView } from '#core/session/presenters'
import { standing } from '../../auth/customerIdentity.ts'
import { tokenLife, type CustomerToken, type Visit } from '../../auth/customerTokens.ts'
import type { CustomerParts } from './dependencies.ts'

/** A browser says where a request comes from; only our own frame may exchange. Other programs hold no customer's storage. */
export const isSameOrigin = ({ headers }: Request, widgetUrl: string): boolean =>
  (headers.origin === undefined || headers.origin === widgetUrl) &&
  (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin')

/**
 * The visit as it stands now, if it may go on; null otherwise. Who was vouched for with a secret that does not count any
 * more goes on as somebody for whom nobody vouches.
 */
export async function decideVisit<Kind extends Visit>(
  parts: CustomerParts,
  was: Kind,
  running: boolean,
): Promise<Kind | null> {
  const facts = await parts.contacts.find(was.contactId)
  const now = parts.now()
  const counts = standing(facts?.vouchers ?? [], now).some(({ id }) => id === was.vouched?.by)
  const visit = counts ? was : { ...was, vouched: null }
  const ask = { now, origin: visit.page.origin, preview: visit.preview !== null, verified: visit.vouched !== null }
  const decision = running
    ? decideReach(facts?.reach ?? null, { ...ask, moment: 'continue' })
    : decideReach(facts?.reach ?? null, { ...ask, moment: 'launch', widgetKey: visit.widgetKey })
  return decision.allowed ? visit : null
}

/** What a window of ours needs to speak for a customer: a token, and what there is to show. */
export async function admitted(
  parts: CustomerParts,
  token: CustomerToken,
  sessions: readonly Session[],
): Promise<Omit<Exchanged, 'resume'>> {
  const expiresAt = parts.now() + tokenLife
  const { vouched } = token
  return {
    token: parts.seals.token.close(token, expiresAt),
    expiresAt: new Date(expiresAt).toISOString(),
    contact: await faceOf(parts, token),
    customer: vouched && { name: vouched.name, email: vouched.email },
    sessions: sessions.map(customerView),
  }
}

/** The user's public face on this visit; calls are offered where they can be carried. */
async function faceOf({ contacts, facts }: CustomerParts, visit: Visit): Promise<Contact> {
  const contact = await contacts.find(visit.contactId)
  const opening = await facts.opening(visit.tenantId, visit.contactId)
  if (!contact || !opening) throw new Error('A contact vanished between its decision and its answer')
  return {
    ...contact.face,
    displayName: agentNameFor(opening, visit.page),
    modalities: modality.options.filter(
      (each) => modalityIsOn(contact.reach, each) && (each === 'chat' || contact.callsCarried),
    ),
    preview: visit.preview !== null,
  }
}
