import pg, { type Client, type QueryResult } from 'pg'
import { createDatabase, type Database } from './database.ts'
import { type Connection, type Connections, parserOf, statementName, toParameter } from './connection.ts'
import { asRoleError, asStoreError } from './storeUnavailable.ts'

interface PostgresOptions {
  /** Connections at most. */
  max?: number
  /** How long a caller waits for one of them, in milliseconds. */
  patience?: number
  /** How long a statement may go without an answer before its connection is given up, in milliseconds. */
  silence?: number
  /** Hears of connections lost while nobody used them. */
  onFault?: (error: unknown) => void
}

// Settings of the session rather than of the connection's start: poolers in between refuse those.
// Lists are read from the head of an index; at the default page cost, made for spinning disks, the planner sorts tables.
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

/** Opens a PostgreSQL database. Connections are made when they are needed, so it may be down at first and go down later. */
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
  // Without a listener a lost connection would end the process. One that is in use rejects its statements as well.
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

/** A session over a connection in pipeline mode: what is asked is sent at once, and answered in order. */
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

/** What is asked within one turn of the event loop goes out in one packet: one system call here, one awakening there. */
function sendTogether({ connection: { stream } }: Client): void {
  stream.cork()
  process.nextTick(() => stream.uncork())
}
