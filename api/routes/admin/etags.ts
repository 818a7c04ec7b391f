import type { Request } from 'express'
import { refuse, type Decided, type ErrorCode, type Refusal } from '#core/contract/problems'
import type { Written } from '#core/admin/ports'
import { ok, type Answer } from '../../server/route.ts'

const etagOf = (version: number): string => `"${version}"`

/** A 200 response with the version as its ETag, which the next change sends in If-Match. */
export const versioned = (body: unknown, version: number): Answer => ok(body, { ETag: etagOf(version) })

export const created = (body: unknown, version: number, location: string): Answer => ({
  status: 201,
  body,
  headers: { ETag: etagOf(version), Location: `/api/v1${location}` },
})

/**
 * Compares If-Match with the current version; refuses with `stale`. The value is the version that the write must still
 * find; undefined if the header is missing or contains `*`. Strong comparison (RFC 9110): a weak tag never matches.
 */
export function ifMatch(request: Request, version: number): Decided<number | undefined> {
  const header = request.headers['if-match']
  if (header === undefined) return { value: undefined }
  const named = header.split(',').map((tag) => tag.trim())
  if (named.includes('*')) return { value: undefined }
  return named.includes(etagOf(version)) ? { value: version } : refuse('stale')
}

/** Like `ifMatch`, but refuses with `ifMatchRequired` if the header is missing. */
export const requiredIfMatch = (request: Request, version: number): Decided<number | undefined> =>
  request.headers['if-match'] === undefined ? refuse('ifMatchRequired') : ifMatch(request, version)

const codeOf: Record<Extract<Written, { written: false }>['why'], ErrorCode> = {
  stale: 'stale',
  nameTaken: 'nameTaken',
  inUse: 'inUse',
  missing: 'notFound',
}

/** The refusal for a failed write; null if it succeeded. */
export const unwritten = (written: Written): { refused: Refusal } | null =>
  written.written ? null : refuse(codeOf[written.why])
