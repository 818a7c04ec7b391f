import { z } from 'zod'

/** Any 8-4-4-4-12 hexadecimal id, converted to lower case. Entra ids do not always carry an RFC 9562 version. */
export const id = z
  .guid()
  .transform((text) => text.toLowerCase())
  .meta({ format: 'uuid' })

/**
 * Idempotency key: a UUID that a client creates for one message, session or call, so that a retry never creates a
 * second one.
 */
export const key = id

/** Number of an event within its session; the upper limit is that of a PostgreSQL integer. */
export const sequenceNumber = z.number().int().min(0).max(2_147_483_647)

/** An RFC 3339 instant in UTC, as used in every response. */
export const instant = z.iso.datetime()
