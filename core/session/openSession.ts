import { refuse, type Refusal } from '../contract/problems.ts'
import { fillPlaceholders } from '../contract/placeholders.ts'
import { textContent } from '../contract/sessions.ts'
import { decideReach } from '../reach/reachability.ts'
import { agentNameFor, placeholderValues } from './agentName.ts'
import type { AlreadyOpen, DecisionContext, Open, Transition } from './command.ts'
import type { Instant, Ringing } from './session.ts'
import { endSessionIn, previewOf, transitionBuilder } from './transitionBuilder.ts'

const maxRingingPerContact = 5
const maxRingingPerAddress = 3
const maxOpenPerCustomer = 3
/** The end of a conversation cannot be predicted, so a customer over the limit is asked to retry after a minute. */
const openPerCustomerRetrySeconds = 60

/**
 * Opens a session, after the same reach decision as the launch. If the agent is away, the session ends at once as
 * `unavailable`. Refusals: `contactUnavailable`, `modalityNotOffered`, `tooManyRequests` with `retryAfter` in seconds.
 */
export function openSession(command: Open, { now, opening, alreadyOpen }: DecisionContext): Transition {
  const decision = decideReach(opening?.reach ?? null, {
    moment: 'open',
    now,
    origin: command.page.origin,
    preview: command.preview,
    verified: command.customer.verified,
    widgetKey: command.widgetKey,
    modality: command.modality,
  })
  if (!decision.allowed || !opening)
    return refuse(!decision.allowed && decision.reason === 'modalityOff' ? 'modalityNotOffered' : 'contactUnavailable')

  const isCall = command.modality !== 'chat'
  const canWrite = opening.reach.instantMessaging
  if ((isCall && !opening.callsAvailable) || (!canWrite && command.text !== null)) return refuse('modalityNotOffered')
  // With the agent away the session ends at once, so the limits on open sessions do not apply.
  const refused = opening.available && alreadyOpen ? tooManyOpen(alreadyOpen, now) : null
  if (refused) return { refused }
  const values = placeholderValues(opening, command.page, command.customer, command.sessionId)
  const texts = Object.fromEntries(
    Object.entries(opening.words.texts)
      .filter(([, text]) => text.trim() !== '')
      .map(([moment, text]) => [moment, fillPlaceholders(text, values)]),
  )
  const ringEndsAt = now + opening.limits.ringMs
  const ringing: Ringing = {
    status: 'ringing',
    id: command.sessionId,
    tenantId: command.tenantId,
    contactUserId: opening.userId,
    contactId: command.contactId,
    customerId: command.customerId,
    assignment: { userId: opening.userId, agentName: agentNameFor(opening, command.page, values) },
    customer: command.customer,
    page: command.page,
    modality: command.modality,
    canWrite,
    preview: command.preview,
    botInstalled: opening.botInstalled,
    openedAt: now,
    lastSpokeAt: now,
    lastSeq: 0,
    seenUpTo: 0,
    unseen: [],
    lastMessage: null,
    texts,
    limits: opening.limits,
    ringEndsAt,
    call: callOf(command, ringEndsAt),
  }
  return ring(ringing, command, opening.available, now)
}

/** Refuses another session until the first of the ringing ones may have ended. */
function tooManyOpen({ contactRings, addressRings, openOfCustomer }: AlreadyOpen, now: Instant): Refusal | null {
  const waits = [
    ...(contactRings.length >= maxRingingPerContact ? [secondsUntilFirst(contactRings, now)] : []),
    ...(addressRings.length >= maxRingingPerAddress ? [secondsUntilFirst(addressRings, now)] : []),
    ...(openOfCustomer >= maxOpenPerCustomer ? [openPerCustomerRetrySeconds] : []),
  ]
  return waits.length === 0 ? null : { code: 'tooManyRequests', retryAfter: Math.max(...waits) }
}

/** At least one second: a session whose ring time is over is ended shortly afterwards. */
const secondsUntilFirst = (rings: readonly Instant[], now: Instant): number =>
  Math.max(1, Math.ceil((Math.min(...rings) - now) / 1000))

const callOf = ({ key, modality }: Open, ringEndsAt: number): Ringing['call'] =>
  modality === 'chat'
    ? null
    : { id: key, media: modality, by: 'customer', status: 'ringing', ringEndsAt, providerCall: null }

function ring(ringing: Ringing, command: Open, available: boolean, now: number): Transition {
  const connecting = ringing.texts.connecting
  const builder = transitionBuilder(ringing, now).event({
    kind: 'opened',
    modality: ringing.modality,
    customerName: ringing.customer.name,
    ringEndsAt: available ? new Date(ringing.ringEndsAt).toISOString() : null,
    ...(connecting ? { text: connecting } : {}),
  })
  if (command.text !== null) {
    const content = textContent(command.text)
    builder.event({ kind: 'message', from: 'customer', key: command.key, content, via: 'page' })
    const seq = builder.session.lastSeq
    builder.set({
      unseen: [seq],
      lastMessage: { from: 'customer', text: previewOf(content), at: now },
    })
  }
  if (!available) return endSessionIn(builder, ringing, 'unavailable', now)
  builder.effect({ kind: 'offer' })
  if (ringing.call) builder.effect({ kind: 'notify' })
  return builder.done()
}
