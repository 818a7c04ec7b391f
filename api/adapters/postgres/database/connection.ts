import pg from 'pg'

/** One statement with its parameters, `$1` first. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** What a statement answered: its command tag (`INSERT`, `COMMIT` ...), how many rows it touched, and its rows. */
export interface Answer {
  command: string
  count: number
  rows: unknown[]
}

/** One conversation with the database. Statements run in the order in which they were given, awaited or not. */
export interface Connection {
  run(statement: Statement): Promise<Answer>
  /** Statements without parameters, separated by semicolons, in one round trip. Answers the last command's tag. */
  script(sql: string): Promise<string>
}

/** Where sessions come from. A session from `take` works as `interact_app`; first come, first served. */
export interface Connections {
  take(): Promise<Connection>
  /** `broken` says why the session must not be used again. */
  give(connection: Connection, broken?: unknown): void
  /** Runs `work` on a session of the database's owner: migrations and upkeep only. */
  asOwner<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const worthNaming = 3
const mostNames = 200
const mostCounted = 1_000

const names = new Map<string, string>()
const seen = new Map<string, number>()

/**
 * The name under which a statement is prepared once per session; none for what is rarely said. Each name costs the
 * server memory on every connection, so their number is bounded, and texts that vary without end never get one.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const times = (seen.get(text) ?? 0) + 1
  if (times < worthNaming) {
    if (seen.size >= mostCounted) seen.clear()
    seen.set(text, times)
    return undefined
  }
  seen.delete(text)
  const name = `interact_${names.size + 1}`
  names.set(text, name)
  return name
}

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
