import { protocol, type PGlite } from '@electric-sql/pglite'
import { type Answer, type Connection, type Statement, statementName, parserOf, toParameter } from './connection.ts'
import { asStoreError, isFatal } from './storeUnavailable.ts'

const { serialize } = protocol
type Message = { name: string }
type Field = { name: string; dataTypeID: number }

const named = <T>(messages: readonly Message[], name: string): T[] =>
  messages.filter((message) => message.name === name) as unknown as T[]

const rowOf = (fields: readonly Field[], cells: readonly (string | null)[]): Record<string, unknown> => {
  const row: Record<string, unknown> = {}
  fields.forEach((field, at) => {
    const cell = cells[at] ?? null
    row[field.name] = cell === null ? null : parserOf(field.dataTypeID)(cell)
  })
  return row
}

const answerOf = (messages: readonly Message[]): Answer => {
  const fields = named<{ fields: Field[] }>(messages, 'rowDescription').at(-1)?.fields ?? []
  const tag = named<{ text: string }>(messages, 'commandComplete').at(-1)?.text ?? ''
  const rows = named<{ fields: (string | null)[] }>(messages, 'dataRow').map((row) => rowOf(fields, row.fields))
  const words = tag.split(' ')
  return { command: words[0] ?? '', count: Number(words.at(-1)) || 0, rows }
}

/**
 * The only session of an embedded database. It uses PostgreSQL's wire protocol, so that a statement is one round trip
 * and prepared statements keep their plans. `onDeath` receives a fatal error, after which the instance must not be
 * used.
 */
export function createPgliteConnection(pglite: PGlite, onDeath: (cause: unknown) => void): Connection {
  const prepared = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()
  let death: unknown

  const exchange = async (message: Uint8Array, onParsed?: () => void): Promise<Message[]> => {
    if (death !== undefined) throw asStoreError(death)
    try {
      const messages: Message[] = await pglite.execProtocolStream(message, { syncToFs: false, throwOnError: false })
      // A statement that fails after it was parsed stays prepared.
      if (onParsed !== undefined && messages.some((each) => each.name === 'parseComplete')) onParsed()
      const failed = named<Error>(messages, 'error')[0]
      if (failed !== undefined) throw failed
      return messages
    } catch (error) {
      if (isFatal(error)) onDeath((death = error))
      throw asStoreError(error)
    }
  }

  // PGlite mixes up the answers of concurrent statements, so they run one after the other.
  const inOrder = <T>(step: () => Promise<T>): Promise<T> => {
    const done = last.then(step, step)
    last = done.catch(() => undefined)
    return done
  }

  return {
    run: ({ text, values }: Statement) => {
      const parameters = values.map(toParameter)
      return inOrder(async () => {
        const name = statementName(text) ?? ''
        const parse = prepared.has(name) ? [] : [serialize.parse({ name, text })]
        const bind = serialize.bind({ statement: name, values: parameters })
        const rest = [bind, serialize.describe({ type: 'P' }), serialize.execute(), serialize.sync()]
        const remember = name === '' ? undefined : () => prepared.add(name)
        return answerOf(await exchange(Buffer.concat([...parse, ...rest]), remember))
      })
    },
    script: (sql) =>
      inOrder(async () => {
        const { command } = answerOf(await exchange(serialize.query(sql)))
        if (command === 'DEALLOCATE') prepared.clear()
        return command
      }),
  }
}
