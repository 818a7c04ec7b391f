import { z } from 'zod'
import { id, instant } from './ids.ts'
import { listOf } from './lists.ts'
import { longText, oneLine } from './text.ts'

export const patternLimit = 100

/** Patterns as typed; `core/reach` decides which are refused and why. */
const patterns = z.array(z.string().max(300)).max(patternLimit)

const fields = { name: oneLine(100), organizationUnitId: id, description: longText(500), patterns }

/**
 * `warning` codes: `publicSuffix` (a wildcard on shared hosting: anyone who rents a name below it is admitted),
 * `ipv6CannotFrame` and `underscoreCannotFrame` (Chromium refuses to frame there), `trailingDot` (a different host than
 * the same text without the dot).
 */
export const patternWarning = z.object({ index: z.number().int(), entry: z.string(), warning: z.string() })

export const domainTemplate = z
  .object({
    id,
    ...fields,
    description: z.string(),
    patterns: z.array(z.string()),
    warnings: z.array(patternWarning),
    usedBy: z.array(z.object({ id, displayName: z.string() })),
    /** False if the caller may only read it, because it belongs to a unit above. */
    writable: z.boolean(),
    updatedAt: instant,
  })
  .meta({ id: 'DomainTemplate' })
export type DomainTemplate = z.infer<typeof domainTemplate>
export const domainTemplateList = listOf(domainTemplate)
export const newDomainTemplate = z
  .strictObject({
    ...fields,
    description: fields.description.default(''),
    patterns: patterns.default([]),
  })
  .meta({ id: 'NewDomainTemplate' })
export type NewDomainTemplate = z.infer<typeof newDomainTemplate>
export const domainTemplatePatch = z.strictObject(fields).partial()
export type DomainTemplatePatch = z.infer<typeof domainTemplatePatch>

/** Patterns that are not saved yet, to be checked for warnings. Those that cannot be saved have none. */
export const patternsCheck = z.strictObject({ patterns })
export const patternsCheckResult = z.object({ warnings: z.array(patternWarning) })

/** `patterns` tests unsaved entries; without it the stored ones are tested. */
export const originTest = z.strictObject({ origin: z.string().max(500), patterns: patterns.optional() })
export const originTestResult = z.object({ allowed: z.boolean(), pattern: z.string().optional(), reason: z.string() })
export type OriginTestResult = z.infer<typeof originTestResult>

/** An origin that this template refused recently. */
export const refusedOrigin = z
  .object({ origin: z.string(), lastAt: instant, count: z.number().int() })
  .meta({ id: 'RefusedOrigin' })
export const refusedOriginList = listOf(refusedOrigin)
export type RefusedOrigin = z.infer<typeof refusedOrigin>
