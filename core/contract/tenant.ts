import { z } from 'zod'
import { callProvider } from './calls.ts'
import { id, instant } from './ids.ts'
import { graceHours } from './interactSettings.ts'
import { oneLine } from './text.ts'

/** `accent` is a CSS hex colour; `label` is the text on the widget's button; null means the built-in one. */
export const branding = z.strictObject({
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullable(),
  label: oneLine(40).nullable(),
})

const settings = {
  interactEnabled: z.boolean(),
  ringSeconds: z.number().int().min(10).max(300),
  idleWarningMinutes: z.number().int().min(1).max(240),
  /** Minutes from the idle warning to the end. */
  idleEndMinutes: z.number().int().min(1).max(60),
  callProvider,
  retentionDays: z.number().int().min(1).max(3650),
  branding,
}

/** The steps to the first real session, in order; `done` is what the store says, never a tick by hand. */
export const checklistItem = z.object({
  step: z.enum([
    'interactEnabled',
    'licenceGiven',
    'domainTemplateMade',
    'userActive',
    'botInstalled',
    'snippetSeen',
    'firstSession',
  ]),
  done: z.boolean(),
})

/**
 * Reading the tenant's people from Microsoft Entra ID. `readAt` is when it was last complete; `consent` means that the
 * permission is missing.
 */
export const directoryState = z.object({
  readAt: z.iso.datetime().nullable(),
  problem: z.enum(['consent', 'unreachable']).nullable(),
})

/**
 * The secret with which the tenant's own servers vouch for their customers: since when there is one, until when the one
 * before it is good, and how many users require it. The secret itself is answered once, when it is made.
 */
export const verifiedCustomersState = z.object({
  since: instant.nullable(),
  previousUntil: instant.nullable(),
  requiredBy: z.number().int(),
})

export const tenant = z
  .object({
    id,
    name: z.string(),
    ...settings,
    checklist: z.array(checklistItem),
    directory: directoryState,
    verifiedCustomers: verifiedCustomersState,
    /** Those that this installation has what it needs for. */
    callProviders: z.array(callProvider),
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof tenant>
export const tenantPatch = z.strictObject(settings).partial().meta({ id: 'TenantPatch' })
export type TenantPatch = z.infer<typeof tenantPatch>

/** `graceHours`: how long the secret before still works. */
export const makeVerifiedCustomerSecret = z.strictObject({ graceHours })
/** The only answer that ever carries the secret. Its text as it is, in UTF-8, is the key of HS256. */
export const madeVerifiedCustomerSecret = z
  .object({ secret: z.string(), since: instant, previousUntil: instant.nullable() })
  .meta({ id: 'MadeVerifiedCustomerSecret' })
export type MadeVerifiedCustomerSecret = z.infer<typeof madeVerifiedCustomerSecret>
