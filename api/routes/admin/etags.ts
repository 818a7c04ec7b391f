import type { Request } from 'express'
import { refuse, type Decided, type ErrorCode, type Refusal } from '#core/contract/problems'
import type { Written } from '#core/admin/ports'
import { ok, type Answer } from '../../server/route.ts'

const etagOf = (version: number): string => `"${version}"`

/** An answer that carries its version, to be named by the next change. */
export const versioned = (body: unknown, version: number): Answer => ok(body, { ETag: etagOf(version) })

export const created = (body: unknown, version: number, location: string): Answer => ({
  status: 201,
  body,
  headers: { ETag: etagOf(version), Location: `/api/v1${location}` },
})

/**
 * Holds If-Match against the current version. The value is the version to guard the write with; undefined where the
 * request named none, or `*`. Compared strongly, as RFC 9110 asks: a weak tag never matches.
 */
export function ifMatch(request: Request, version: number): Decided<number | undefined> {
  const header = request.headers['if-match']
  if (header === undefined) return { value: undefined }
  const named = header.split(',').map((tag) => tag.trim())
  if (named.includes('*')) return { value: undefined }
  return named.includes(etagOf(version)) ? { value: version } : refuse('stale')
}

/** As `ifMatch`, where nothing may be changed blindly. */
export const requiredIfMatch = (request: Request, version: number): Decided<number | undefined> =>
  request.headers['if-match'] === undefined ? refuse('ifMatchRequired') : ifMatch(request, version)

const codeOf: Record<Extract<Written, { written: false }>['why'], ErrorCode> = {
  stale: 'stale',
  nameTaken: 'nameTaken',
  inUse: 'inUse',
  missing: 'notFound',
}

/** Why a write did not happen, as a refusal; null when it did. */
export const unwritten = (written: Written): { refused: Refusal } | null =>
  written.written ? null : refuse(codeOf[written.why])
