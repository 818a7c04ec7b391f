import { z } from 'zod'
import { call } from './calls.ts'
import { id, instant, key } from './ids.ts'
import { modality, outcome, sessionStatus } from './sessions.ts'
import { messageText, oneLine, opaque, pageUrl } from './text.ts'

const contextKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** `data-context-*` of the snippet: at most 20 keys, values of at most 500 characters. */
export const context = z
  .record(contextKey, oneLine(500).or(z.literal('')))
  .refine((entries) => Object.keys(entries).length <= 20, 'Must not contain more than 20 keys.')

const locale = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/)
export const email = z.email().max(254)

/**
 * Sent by the host page; the browser adds the Origin header that the decision is based on. `handle` is the id of a
 * session to continue after a reload.
 */
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
     * Signed identity of the customer, issued by the page's own server: a JWT, HS256 with the tenant's signing secret,
     * `aud` the contact id, `sub` of 1 to 200 characters, `iat` and `exp` at most ten minutes apart, optionally `name`
     * and `email`. An invalid identity is ignored.
     */
    identity: opaque(4000).optional(),
  })
  .meta({ id: 'Launch' })
export type Launch = z.infer<typeof launch>
/** `ticket` is valid for 60 s and works once. `frameUrl` carries the frame token, which names the launching origin. */
export const launched = z.object({ ticket: z.string(), frameUrl: z.string() }).meta({ id: 'Launched' })
export type Launched = z.infer<typeof launched>

export const exchange = z.strictObject({ ticket: z.string().max(4000), resume: z.string().max(200).optional() })

/** A session in the form that its customer sees. Its `id` is the handle that a page may store; it is not a secret. */
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
    /** Whether the session accepts messages: false if it was opened as a call while Instant Messaging was off. */
    canWrite: z.boolean(),
  })
  .meta({ id: 'CustomerSession' })
export type CustomerSession = z.infer<typeof customerSession>

/** The public data of the user, which the panel shows before the first message. */
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

/** The verified identity of the customer. The session is opened under this name, whatever the customer types. */
export const verifiedCustomer = z
  .object({ name: z.string(), email: z.string().nullable() })
  .meta({ id: 'VerifiedCustomer' })
export type VerifiedCustomer = z.infer<typeof verifiedCustomer>

/**
 * `token` is the bearer token of all later requests (15 min). `resume` is the secret that continues the sessions after
 * a reload; it is valid until the next one is used.
 */
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

/**
 * A ticket that opens the call window for the same customer: valid for 60 s, once. It is passed by `postMessage`, never
 * in a URL.
 */
export const callWindowTicket = z.object({ ticket: z.string() }).meta({ id: 'CallWindowTicket' })
export const callWindowEntry = z.strictObject({ ticket: z.string().max(4000) })
/** Initial state of the call window: a token of its own and the customer's sessions. */
export const callWindowEntered = exchanged.omit({ resume: true }).meta({ id: 'CallWindowEntered' })
export type CallWindowEntered = z.infer<typeof callWindowEntered>

export const previewEntry = z.strictObject({ secret: z.string().min(20).max(200) })

/** For a verified customer, name and e-mail come from the verified identity instead. */
export const newSession = z
  .strictObject({
    key,
    modality,
    customer: z.strictObject({ name: oneLine(100), email: email.optional() }),
    text: messageText.optional(),
  })
  .meta({ id: 'NewSession' })
export type NewSession = z.infer<typeof newSession>

/** May be sent once, after a session that was not answered. */
export const offlineMessage = z.strictObject({ text: messageText, email: email.optional() })
