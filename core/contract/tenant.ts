import { z } from 'zod'
import { callProvider } from './calls.ts'
import { id, instant } from './ids.ts'
import { graceHours } from './interactSettings.ts'
import { oneLine } from './text.ts'

/** `accent` is a CSS hex colour, `label` the text on the widget's button; null means the built-in value. */
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

/** The steps to the first real session, in order. `done` is computed from stored data. */
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
 * State of the directory sync with Microsoft Entra ID. `readAt` is the last complete read; `consent` means that the
 * permission is missing.
 */
export const directoryState = z.object({
  readAt: z.iso.datetime().nullable(),
  problem: z.enum(['consent', 'unreachable']).nullable(),
})

/**
 * State of the signing secret for verified customers: when it was created, until when the previous one is valid, and
 * how many users require verified customers. The secret itself is shown only once, when it is created.
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
    /** The providers that this installation is configured for. */
    callProviders: z.array(callProvider),
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof tenant>
export const tenantPatch = z.strictObject(settings).partial().meta({ id: 'TenantPatch' })
export type TenantPatch = z.infer<typeof tenantPatch>

/** `graceHours`: how long the previous secret stays valid. */
export const makeVerifiedCustomerSecret = z.strictObject({ graceHours })
/** The only response that contains the secret. Its text, encoded in UTF-8, is the HS256 key. */
export const madeVerifiedCustomerSecret = z
  .object({ secret: z.string(), since: instant, previousUntil: instant.nullable() })
  .meta({ id: 'MadeVerifiedCustomerSecret' })
export type MadeVerifiedCustomerSecret = z.infer<typeof madeVerifiedCustomerSecret>
