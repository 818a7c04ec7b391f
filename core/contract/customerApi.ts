import { z } from 'zod'
import { call } from './calls.ts'
import { id, instant, key } from './ids.ts'
import { modality, outcome, sessionStatus } from './sessions.ts'
import { messageText, oneLine, opaque, pageUrl } from './text.ts'

const contextKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** `data-context-*` of the snippet: at most 20 keys, values of at most 500 characters. */
export const context = z
  .record(contextKey, oneLine(500).or(z.literal('')))
  .refine((entries) => Object.keys(entries).length <= 20, 'holds more than 20 keys')

const locale = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/)
export const email = z.email().max(254)

/** From the host page; the browser adds the Origin that is decided on. `handle` names a live session after a reload. */
export const launch = z
  .strictObject({
    contactId: id,
    widgetKey: opaque(100).min(1),
    handle: id.optional(),
    pageUrl: pageUrl.optional(),
    pageTitle: oneLine(300).optional(),
    referrer: pageUrl.optional(),
    locale: locale.optional(),
    timeZone: oneLine(60).optional(),
    context: context.optional(),
    /**
     * Who the customer is, in the word of the page's own server: a JWT, HS256 with the tenant's secret, `aud` the contact's id,
     * `sub` of 1 to 200 characters, `iat` and `exp` at most ten minutes apart; `name` and `email` may follow. One that does
     * not fit is as good as none.
     */
    identity: opaque(4000).optional(),
  })
  .meta({ id: 'Launch' })
export type Launch = z.infer<typeof launch>
/** `ticket` lives 60 s and works once; `frameUrl` carries the stamp of the launching origin. */
export const launched = z.object({ ticket: z.string(), frameUrl: z.string() }).meta({ id: 'Launched' })
export type Launched = z.infer<typeof launched>

export const exchange = z.strictObject({ ticket: z.string().max(4000), resume: z.string().max(200).optional() })

/** A session as its customer sees it. Its `id` is the handle that a page may keep: it is no secret. */
export const customerSession = z
  .object({
    id,
    status: sessionStatus,
    modality,
    agentName: z.string(),
    openedAt: instant,
    ringEndsAt: instant.nullable(),
    acceptedAt: instant.nullable(),
    endedAt: instant.nullable(),
    outcome: outcome.nullable(),
    canLeaveOfflineMessage: z.boolean(),
    lastSeq: z.number().int(),
    call: call.nullable(),
    /** Whether lines are taken: not in a session that was opened as a call while Instant Messaging was off. */
    canWrite: z.boolean(),
  })
  .meta({ id: 'CustomerSession' })
export type CustomerSession = z.infer<typeof customerSession>

/** The public face of the user, as the panel shows it before the first line. */
export const contact = z
  .object({
    displayName: z.string(),
    available: z.boolean(),
    modalities: z.array(modality),
    ringSeconds: z.number().int(),
    accent: z.string().nullable(),
    preview: z.boolean(),
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof contact>

/** For whom the page's own server vouches: the session is opened in this name, whatever is typed. */
export const verifiedCustomer = z
  .object({ name: z.string(), email: z.string().nullable() })
  .meta({ id: 'VouchedCustomer' })
export type VerifiedCustomer = z.infer<typeof verifiedCustomer>

/** `token` is the bearer of every later request (15 min); `resume` takes up the sessions after a reload, until the next one is used. */
export const exchanged = z
  .object({
    token: z.string(),
    expiresAt: instant,
    resume: z.string(),
    contact,
    customer: verifiedCustomer.nullable(),
    sessions: z.array(customerSession),
  })
  .meta({ id: 'Exchanged' })
export type Exchanged = z.infer<typeof exchanged>
export const renewed = z.object({ token: z.string(), expiresAt: instant })
export type Renewed = z.infer<typeof renewed>

/** A ticket for the call window: 60 s, once, for the same customer. It is handed over by postMessage, never in an address. */
export const callWindowTicket = z.object({ ticket: z.string() }).meta({ id: 'CallWindowTicket' })
export const callWindowEntry = z.strictObject({ ticket: z.string().max(4000) })
/** What the call window starts from: a token of its own, and the customer's sessions. */
export const callWindowEntered = exchanged.omit({ resume: true }).meta({ id: 'CallWindowEntered' })
export type CallWindowEntered = z.infer<typeof callWindowEntered>

export const previewEntry = z.strictObject({ secret: z.string().min(20).max(200) })

/** The name and e-mail of a verified customer are taken from the identity, and not from here. */
export const newSession = z
  .strictObject({
    key,
    modality,
    customer: z.strictObject({ name: oneLine(100), email: email.optional() }),
    text: messageText.optional(),
  })
  .meta({ id: 'NewSession' })
export type NewSession = z.infer<typeof newSession>

/** Left once after a session ended unanswered. */
export const offlineMessage = z.strictObject({ text: messageText, email: email.optional() })
