import { z } from 'zod'

/** Every error code of a refused request. Codes are stable, because clients depend on them. */
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

/** One invalid field: `path` is a JSON Pointer (`/patterns/3`), `message` a sentence. */
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

/** A refusal as a value, with the reason. Faults are thrown as exceptions instead. `retryAfter` in seconds. */
export interface Refusal {
  code: ErrorCode
  detail?: string
  errors?: FieldError[]
  retryAfter?: number
}

/** The result of a decision: a value or a refusal. */
export type Decided<T> = { refused: Refusal } | { refused?: never; value: T }

/** Creates a refusal. `detail` is a sentence for people; `errors` name the invalid fields. */
export const refuse = (code: ErrorCode, detail?: string, errors?: FieldError[]): { refused: Refusal } => ({
  refused: { code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
})
