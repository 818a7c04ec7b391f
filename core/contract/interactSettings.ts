import { z } from 'zod'
import { id, instant } from './ids.ts'
import { reachReason } from './users.ts'

/** What must be true before Active can be switched on, in the order an admin mends it. */
export const precondition = z.object({
  code: z.enum(['interactEnabled', 'contactCenterLicence', 'interactLicence', 'domainTemplateVisible', 'botInstalled']),
  met: z.boolean(),
  /** Who can mend it. */
  mendedBy: z.enum(['tenantAdmin', 'admin', 'user']),
  /** Whether Active waits for it; the others are advice. */
  required: z.boolean(),
})
export type Precondition = z.infer<typeof precondition>

const fields = {
  active: z.boolean(),
  audioVideo: z.boolean(),
  instantMessaging: z.boolean(),
  directSystemMessagesId: id.nullable(),
  restrictAccess: z.boolean(),
  domainTemplateId: id.nullable(),
  requireVerifiedCustomer: z.boolean(),
}

/** The snippet in its two variants, and the CSP lines that the site needs. */
export const snippet = z.object({
  latest: z.string(),
  pinned: z.string(),
  csp: z.array(z.string()),
})

/** A user's Interact page. `reason` says why customers cannot reach the user now; null when they can. */
export const interactSettingsView = z
  .object({
    userId: id,
    ...fields,
    contactId: id,
    widgetKey: z.string(),
    /** Whether the tenant has the secret that `requireVerifiedCustomer` waits for. */
    verifiedCustomersPossible: z.boolean(),
    /** Until when the previous key still works after a rotation with grace. */
    previousKeyUntil: instant.nullable(),
    snippet: z.string(),
    snippets: snippet,
    preconditions: z.array(precondition),
    reason: reachReason.nullable(),
    /** How many patterns the selected domain template holds; null without one. */
    patternCount: z.number().int().nullable(),
    /** The page that last launched this contact. */
    lastSeen: z.object({ origin: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'InteractPage' })
export type InteractSettingsView = z.infer<typeof interactSettingsView>

export const interactPatch = z.strictObject(fields).partial().meta({ id: 'InteractPatch' })
export type InteractPatch = z.infer<typeof interactPatch>

/** How long a replaced key or secret still works; a week at most. */
export const graceHours = z.number().int().min(0).max(168).default(0)
export const rotateKey = z.strictObject({ graceHours })
export const rotatedKey = z.object({ widgetKey: z.string(), previousKeyUntil: instant.nullable(), snippet: z.string() })
export const previewLink = z.object({ url: z.string(), expiresAt: instant })
