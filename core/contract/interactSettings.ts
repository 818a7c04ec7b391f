import { z } from 'zod'
import { id, instant } from './ids.ts'
import { reachReason } from './users.ts'

/** A precondition of the Interact page, listed in the order in which an admin fixes them. */
export const precondition = z.object({
  code: z.enum(['interactEnabled', 'contactCenterLicence', 'interactLicence', 'domainTemplateVisible', 'botInstalled']),
  met: z.boolean(),
  /** The role that can fix it. */
  mendedBy: z.enum(['tenantAdmin', 'admin', 'user']),
  /** Whether Active requires it; the others are recommendations. */
  required: z.boolean(),
})
export type Precondition = z.infer<typeof precondition>

/**
 * What the bot knows of its chat with a user. It can write in two states: `installed` (the user's Teams has reported it)
 * and `opened` (the bot has opened the chat itself). `blocked`: by the user. `disabled`: by an admin of the tenant.
 * `removed`: by the user. `unknown`: the app is not installed for the user, or the bot has not tried yet.
 */
export const botState = z.enum(['installed', 'opened', 'blocked', 'disabled', 'removed', 'unknown'])
export type BotState = z.infer<typeof botState>

const fields = {
  active: z.boolean(),
  audioVideo: z.boolean(),
  instantMessaging: z.boolean(),
  directSystemMessagesId: id.nullable(),
  restrictAccess: z.boolean(),
  domainTemplateId: id.nullable(),
  requireVerifiedCustomer: z.boolean(),
}

/** The snippet in its two variants, and the CSP directives that the site needs. */
export const snippet = z.object({
  latest: z.string(),
  pinned: z.string(),
  csp: z.array(z.string()),
})

/** A user's Interact page. `reason` is why customers cannot reach the user now; null if they can. */
export const interactSettingsView = z
  .object({
    userId: id,
    ...fields,
    contactId: id,
    widgetKey: z.string(),
    /** Whether the tenant has the signing secret that `requireVerifiedCustomer` needs. */
    verifiedCustomersPossible: z.boolean(),
    /** When the previous key stops working after a rotation with a grace period; null if it no longer works. */
    previousKeyUntil: instant.nullable(),
    snippet: z.string(),
    snippets: snippet,
    preconditions: z.array(precondition),
    bot: botState,
    reason: reachReason.nullable(),
    /** Number of patterns in the selected domain template; null without one. */
    patternCount: z.number().int().nullable(),
    /** The page that last launched this contact. */
    lastSeen: z.object({ origin: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'InteractPage' })
export type InteractSettingsView = z.infer<typeof interactSettingsView>

export const interactPatch = z.strictObject(fields).partial().meta({ id: 'InteractPatch' })
export type InteractPatch = z.infer<typeof interactPatch>

/** Hours for which a replaced key or secret still works; a week at most. */
export const graceHours = z.number().int().min(0).max(168).default(0)
export const rotateKey = z.strictObject({ graceHours })
export const rotatedKey = z.object({ widgetKey: z.string(), previousKeyUntil: instant.nullable(), snippet: z.string() })
export const previewLink = z.object({ url: z.string(), expiresAt: instant })
