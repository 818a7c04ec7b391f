import type { Client, QueryResult } from 'pg'
import type { Session } from './session.ts'
import { statementName } from './statementNames.ts'
import { asStoreError } from './storeUnavailable.ts'
import { toParameter } from './values.ts'

/** A session over a connection in pipeline mode: what is asked is sent at once, and answered in order. */
export const makePostgresSession = (client: Client): Session => ({
  async run({ text, values }) {
    sendTogether(client)
    const name = statementName(text)
    try {
      const query = { text, values: values.map(toParameter), ...(name !== undefined && { name }) }
      const { command, rowCount, rows } = await client.query(query)
      return { command, count: rowCount ?? 0, rows }
    } catch (error) {
      throw asStoreError(error)
    }
  },
  async script(sql) {
    sendTogether(client)
    try {
      const answered = (await client.query(sql)) as QueryResult | QueryResult[]
      return (Array.isArray(answered) ? answered.at(-1) : answered)?.command ?? ''
    } catch (error) {
      throw asStoreError(error)
    }
  },
})

/** What is asked within one turn of the event loop goes out in one packet: one system call here, one awakening there. */
function sendTogether({ connection: { stream } }: Client): void {
  stream.cork()
  process.nextTick(() => stream.uncork())
}
