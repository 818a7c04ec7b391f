import pg from 'pg'

const int8 = (text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number))
    throw new RangeError(`The database answered ${text}, which no number holds exactly.`)
  return number
}
const verbatim = (text: string): string => text

// int8 counts; a date has no time zone and must not get one by becoming a Date.
const own: Record<number, (text: string) => unknown> = { 20: int8, 1082: verbatim, 1114: verbatim }

const library = pg.types.getTypeParser as (type: number, format: 'text') => (text: string) => unknown

/** How a column of this type (its OID) is read: the same for both databases. */
export const parserOf = (type: number): ((text: string) => unknown) => own[type] ?? library(type, 'text')

const element = (value: unknown): string => {
  if (Array.isArray(value)) return arrayText(value)
  const text = toParameter(value)
  if (text === null) return 'NULL'
  const shown = typeof text === 'string' ? text : `\\x${text.toString('hex')}`
  return `"${shown.replace(/[\\"]/g, '\\$&')}"`
}

const arrayText = (values: readonly unknown[]): string => `{${values.map(element).join(',')}}`

/**
 * A value as it goes over the wire, whatever the database: an array becomes an array literal and an object JSON text
 * (so an array meant for a jsonb column must be stringified by its writer).
 */
export function toParameter(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Array.isArray(value)) return arrayText(value)
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  throw new TypeError(`A ${typeof value} cannot be stored.`)
}
