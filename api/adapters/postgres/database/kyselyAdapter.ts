import {
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely'
import type { Connection } from './connection.ts'

/** Access to a session for the duration of a transaction; `session` throws afterwards. */
export interface Lease {
  connection(): Connection
}

const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (database) => new PostgresIntrospector(database),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const values = { config: { dialect }, dialect, driver: dialect.createDriver() }
const counted = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

const refused = {
  provideConnection: () => Promise.reject(new Error('No connection is available outside a transaction.')),
}
const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), refused)

const connectionOn = (lease: Lease): DatabaseConnection => ({
  async executeQuery<Row>({
    sql,
    parameters,
  }: {
    sql: string
    parameters: readonly unknown[]
  }): Promise<QueryResult<Row>> {
    const { command, count, rows } = await lease.connection().run({ text: sql, values: parameters })
    return { rows: rows as Row[], ...(counted.has(command) && { numAffectedRows: BigInt(count) }) }
  },
  streamQuery() {
    throw new Error('Streaming is not supported, because it would block the session. Read pages instead.')
  },
})

/** A Kysely instance bound to one open transaction. It cannot begin another one, and fails after this one has ended. */
export function createKysely<Schema>(lease: Lease): Transaction<Schema> {
  const connection = connectionOn(lease)
  const provider = { provideConnection: <T>(consumer: (own: DatabaseConnection) => Promise<T>) => consumer(connection) }
  return new Transaction<Schema>({ ...values, executor: executor.withConnectionProvider(provider) })
}
