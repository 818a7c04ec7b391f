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

/** The right to use a session for as long as a transaction lasts; `session` throws afterwards. */
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

const refused = { provideConnection: () => Promise.reject(new Error('There is no session here.')) }
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
    throw new Error('Read pages instead: a stream would hold the session.')
  },
})

/** Kysely bound to one open transaction. It cannot begin another, nor outlive this one. */
export function createKysely<Schema>(lease: Lease): Transaction<Schema> {
  const connection = connectionOn(lease)
  const provider = { provideConnection: <T>(consumer: (own: DatabaseConnection) => Promise<T>) => consumer(connection) }
  return new Transaction<Schema>({ ...values, executor: executor.withConnectionProvider(provider) })
}
