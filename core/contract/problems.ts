import { z } from 'zod'

/** Every code that a refused request can carry. Stable: clients decide by it. */
export const errorCodes = [
  'invalid',
  'unauthenticated',
  'ticketRefused',
  'resumeRefused',
  'forbidden',
  'contactUnavailable',
  'notFound',
  'methodNotAllowed',
  'sessionEnded',
  'sessionNotAccepted',
  'alreadyAccepted',
  'messageNotPossible',
  'noCall',
  'callElsewhere',
  'callNeedsTab',
  'inUse',
  'nameTaken',
  'notEmpty',
  'stale',
  'ifMatchRequired',
  'tooLarge',
  'unsupportedMediaType',
  'modalityRequired',
  'interactDisabled',
  'licenceMissing',
  'domainTemplateRequired',
  'noDomainTemplate',
  'noVerifiedCustomerSecret',
  'notVisible',
  'badPattern',
  'badPlaceholder',
  'treeCycle',
  'modalityNotOffered',
  'callProviderRefused',
  'tooManyRequests',
  'internal',
  'unavailable',
] as const

export const errorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof errorCode>

/** One field that is wrong: `path` in JSON Pointer form (`/patterns/3`), `message` a sentence. */
export const fieldError = z.object({ path: z.string(), message: z.string() })
export type FieldError = z.infer<typeof fieldError>

/** RFC 9457 body of every refused request. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: errorCode,
    detail: z.string(),
    errors: z.array(fieldError).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>

/** "No" as a value: what went against the request. A fault is an exception instead. `retryAfter` in seconds. */
export interface Refusal {
  code: ErrorCode
  detail?: string
  errors?: FieldError[]
  retryAfter?: number
}

/** What a decision answers: a value or a refusal. */
export type Decided<T> = { refused: Refusal } | { refused?: never; value: T }

export const refuse = (code: ErrorCode, detail?: string, errors?: FieldError[]): { refused: Refusal } => ({
  refused: { code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
})
