import pg, { type Client, type QueryResult } from 'pg'
import { createDatabase, type Database } from './database.ts'
import { type Connection, type Connections, parserOf, statementName, toParameter } from './connection.ts'
import { asRoleError, asStoreError } from './storeUnavailable.ts'

interface PostgresOptions {
  /** Maximum number of connections. */
  max?: number
  /** How long a caller waits for a connection, in milliseconds. */
  patience?: number
  /** How long a statement may go without an answer before its connection is closed, in milliseconds. */
  silence?: number
  /** Receives errors of idle connections. */
  onFault?: (error: unknown) => void
}

// Set by statements, because connection poolers refuse start-up parameters.
// `random_page_cost`: with the default, made for spinning disks, the planner sorts whole tables instead of reading the
// first rows of an index.
const opening = [
  'set role interact_app',
  "set datestyle = 'ISO'",
  "set timezone = 'UTC'",
  'set random_page_cost = 1.1',
  "set statement_timeout = '10s'",
  "set lock_timeout = '5s'",
  "set idle_in_transaction_session_timeout = '20s'",
].join('; ')

const types: pg.CustomTypesConfig = { getTypeParser: parserOf }

/** Opens a PostgreSQL database. Connections are created on demand, so the server may be down at first or later. */
export function openPostgres<Schema>(url: string, options: PostgresOptions = {}): Database<Schema> {
  const { max = 10, patience = 5_000, silence = 15_000, onFault = () => undefined } = options
  const connection = { connectionString: url, pipeline: true, keepAlive: true, types, application_name: 'interact' }
  const pool = new pg.Pool({
    ...connection,
    max,
    connectionTimeoutMillis: patience,
    query_timeout: silence,
    verify: (client, done) => {
      client.query(opening).then(() => done(), done)
    },
  })
  // Without a listener, a lost connection would end the process. A connection in use also rejects its statements.
  pool.on('error', onFault)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const clients = new WeakMap<Connection, pg.PoolClient>()

  const connections: Connections = {
    async take() {
      try {
        const client = await pool.connect()
        const connection = createPostgresConnection(client)
        clients.set(connection, client)
        return connection
      } catch (error) {
        throw asRoleError(error)
      }
    },
    give: (connection, broken) => clients.get(connection)?.release(broken !== undefined),
    async asOwner(work) {
      const client = new pg.Client({ ...connection, connectionTimeoutMillis: patience })
      client.on('error', () => undefined)
      try {
        await client.connect()
      } catch (error) {
        throw asStoreError(error)
      }
      try {
        return await work(createPostgresConnection(client))
      } finally {
        await client.end()
      }
    },
    close: () => pool.end(),
  }
  return createDatabase<Schema>(connections)
}

/** A session over a connection in pipeline mode: statements are sent at once and answered in order. */
const createPostgresConnection = (client: Client): Connection => ({
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

/** Sends the statements of one event loop turn in one packet, which saves system calls on both sides. */
function sendTogether({ connection: { stream } }: Client): void {
  stream.cork()
  process.nextTick(() => stream.uncork())
}
