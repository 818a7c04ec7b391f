import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { ErrorCode, FieldError, Problem, Refusal } from '#core/contract/problems'

const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  ticketRefused: 401,
  resumeRefused: 401,
  forbidden: 403,
  contactUnavailable: 403,
  notFound: 404,
  methodNotAllowed: 405,
  sessionEnded: 409,
  sessionNotAccepted: 409,
  alreadyAccepted: 409,
  messageNotPossible: 409,
  noCall: 409,
  callElsewhere: 409,
  callNeedsTab: 409,
  inUse: 409,
  nameTaken: 409,
  notEmpty: 409,
  stale: 412,
  ifMatchRequired: 428,
  tooLarge: 413,
  unsupportedMediaType: 415,
  modalityRequired: 422,
  interactDisabled: 422,
  licenceMissing: 422,
  domainTemplateRequired: 422,
  noDomainTemplate: 422,
  noVerifiedCustomerSecret: 422,
  notVisible: 422,
  badPattern: 422,
  badPlaceholder: 422,
  treeCycle: 422,
  modalityNotOffered: 422,
  callProviderRefused: 422,
  tooManyRequests: 429,
  internal: 500,
  unavailable: 503,
}

const sentenceOf: Partial<Record<ErrorCode, string>> = {
  invalid: 'The request doesn’t match the schema of this endpoint.',
  unauthenticated: 'A valid access token is required.',
  ticketRefused: 'This ticket is no longer valid.',
  resumeRefused: 'The earlier session can’t be resumed.',
  forbidden: 'Your role doesn’t allow this.',
  contactUnavailable: 'This contact isn’t available.',
  notFound: 'This resource doesn’t exist.',
  noCall: 'This session has no such call.',
  callElsewhere: 'This call continues in another window.',
  callNeedsTab: 'You can accept calls only in the Interact tab.',
  methodNotAllowed: 'This endpoint doesn’t support the method.',
  tooLarge: 'The request is too large.',
  unsupportedMediaType: 'Send application/json.',
  stale: 'This resource has changed since you read it. Read it again.',
  ifMatchRequired: 'Send If-Match with the ETag of the version that you read.',
  nameTaken: 'This name is already used in this organization unit.',
  tooManyRequests: 'Too many requests. Try again later.',
  internal: 'An internal error occurred and was logged.',
  unavailable: 'The service is temporarily unavailable. Try again.',
}

const title = (code: ErrorCode): string => code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Converts a refusal to an RFC 9457 body. */
export const problemOf = (refusal: Refusal, requestId: string): Problem => ({
  type: `urn:interact:problem:${refusal.code}`,
  title: title(refusal.code),
  status: statusOf[refusal.code],
  code: refusal.code,
  detail: refusal.detail ?? sentenceOf[refusal.code] ?? 'The request was refused.',
  ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
  requestId,
})

/**
 * Sends a refusal. The response for an unavailable contact has the same body whatever the reason, so it omits the
 * request id, which is still in the X-Request-Id header.
 */
export function sendRefusal(response: Response, refusal: Refusal, status?: number): void {
  const requestId = refusal.code === 'contactUnavailable' ? '-' : String(response.locals.requestId ?? '')
  const problem = problemOf(refusal, requestId)
  if (refusal.retryAfter !== undefined) response.set('Retry-After', String(Math.max(1, Math.ceil(refusal.retryAfter))))
  if (refusal.code === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer')
  response
    .status(status ?? problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** Converts schema errors to an `invalid` refusal, field by field. */
export const invalid = (error: z.ZodError): Refusal => ({
  code: 'invalid',
  errors: error.issues.slice(0, 50).map((issue): FieldError => ({
    path: issue.path.map((part) => `/${String(part)}`).join(''),
    message:
      issue.code === 'unrecognized_keys' ? `Unknown property: ${issue.keys.join(', ').slice(0, 200)}` : issue.message,
  })),
})

/** Thrown by an adapter whose system does not answer; results in 503 with Retry-After. */
interface Unavailable extends Error {
  unavailable: true
}
export const isUnavailable = (error: unknown): error is Unavailable =>
  error instanceof Error && 'unavailable' in error && error.unavailable === true

const bodyFaults: Record<string, ErrorCode> = {
  'entity.too.large': 'tooLarge',
  'encoding.unsupported': 'unsupportedMediaType',
  'charset.unsupported': 'unsupportedMediaType',
}

/** A body that could not be decompressed: a client error that has no `type`. */
const isUnreadable = (error: unknown): boolean => error instanceof Error && 'status' in error && error.status === 400

const errorOf = (error: unknown): Refusal => {
  if (isUnavailable(error)) return { code: 'unavailable', retryAfter: 2 }
  if (error instanceof URIError) return { code: 'notFound' }
  const type = error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : ''
  if (type in bodyFaults) return { code: bodyFaults[type] ?? 'invalid' }
  return {
    code: type.startsWith('entity.') || type.startsWith('request.') || isUnreadable(error) ? 'invalid' : 'internal',
  }
}

/** Converts the exceptions of all routes except the bot's to responses. They do not reveal the cause, which is logged. */
export const answerFaults =
  (log: (error: unknown, requestId: string) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    const refusal = errorOf(error)
    if (refusal.code === 'internal' || refusal.code === 'unavailable') log(error, String(response.locals.requestId))
    if (response.headersSent) next(error)
    else sendRefusal(response, refusal)
  }

export const answerUnknown: RequestHandler = (_request, response) => sendRefusal(response, { code: 'notFound' })
