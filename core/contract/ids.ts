import { z } from 'zod'

/** Any 8-4-4-4-12 hexadecimal id, in lower case: Entra ids need not carry an RFC 9562 version. */
export const id = z
  .guid()
  .transform((text) => text.toLowerCase())
  .meta({ format: 'uuid' })

/** A UUID that a client makes for one line or one session, so that a retry can never make a second one. */
export const key = id

/** Number of an event within its session: as far as the store counts. */
export const sequenceNumber = z.number().int().min(0).max(2_147_483_647)

/** RFC 3339 instant in UTC, as every answer writes it. */
export const instant = z.iso.datetime()
