import type { ClientBase, QueryResult } from 'pg'
import type { Session } from './session.ts'
import { statementName } from './statementNames.ts'
import { asStoreError } from './storeUnavailable.ts'
import { toParameter } from './values.ts'

/** A session over a connection in pipeline mode: what is asked is sent at once, and answered in order. */
export const makePostgresSession = (client: ClientBase): Session => ({
  async run({ text, values }) {
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
    try {
      const answered = (await client.query(sql)) as QueryResult | QueryResult[]
      return (Array.isArray(answered) ? answered.at(-1) : answered)?.command ?? ''
    } catch (error) {
      throw asStoreError(error)
    }
  },
})
