import type { CompiledQuery, Kysely, Transaction } from 'kysely'
import { createKysely, type Lease } from './kyselyAdapter.ts'
import { migrate } from './migrate.ts'
import type { Connections } from './connection.ts'
import { transact, type Sent } from './transactions.ts'

/**
 * Runs statements as one tenant or as the system. Row-level security hides all other rows and refuses writes to them,
 * so a forgotten condition cannot expose the data of another tenant.
 *
 * A change is committed once the promise fulfils. The promise rejects with `StoreUnavailable` while the database cannot
 * answer. A transaction may be retried after a deadlock, so `work` must have no side effects outside it.
 */
export interface Database<Schema> {
  /** Runs `work` in one transaction that sees only the rows of this tenant (a UUID). */
  inTenant<T>(tenantId: string, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /** Runs one statement in its own transaction, in a single round trip: for hot paths. */
  oneInTenant<Row>(tenantId: string, statement: (build: Kysely<Schema>) => CompiledQuery<Row>): Promise<Row[]>
  /** Runs one statement without a tenant. It sees only the rows of a tenant that it selects itself. */
  oneWithoutTenant<Row>(statement: (build: Kysely<Schema>) => CompiledQuery<Row>): Promise<Row[]>
  /**
   * Runs a transaction of two statements in two round trips: `decide` turns the rows of `read` into the second
   * statement; with `write: null` there is none. `decide` may be retried, as in any transaction.
   */
  readThenWrite<Row, T>(
    tenantId: string,
    read: (build: Kysely<Schema>) => CompiledQuery<Row>,
    decide: (rows: Row[], build: Kysely<Schema>) => { write: CompiledQuery | null; answer: T },
  ): Promise<T>
  /** Runs `work` across tenants, in the tables granted to the system role: for workers that serve all tenants. */
  asSystem<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /** Migrates the schema and resolves to the names of the applied migrations; `folders` hold numbered SQL files. */
  migrate(folders?: readonly URL[]): Promise<string[]>
  /** Updates the statistics by which statements are planned, after many rows were added at once. */
  analyze(): Promise<void>
  /** Health check: rejects while the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const asTenant = (tenantId: string): string => {
  if (!uuid.test(tenantId)) throw new TypeError('A tenant is named by a UUID.')
  return `set local app.tenant = '${tenantId}'`
}

const say = async <Row>(lease: Lease, { sql, parameters }: CompiledQuery<Row>): Promise<Row[]> =>
  (await lease.connection().run({ text: sql, values: parameters })).rows as Row[]

const sayLast = <Row>(lease: Lease, statement: CompiledQuery<Row>): Promise<Sent<Row[]>> =>
  Promise.resolve({ answered: say(lease, statement) })

const done = <T>(answer: T): Sent<T> => ({ answered: Promise.resolve(answer) })

export function createDatabase<Schema>(connections: Connections): Database<Schema> {
  const kysely = (lease: Lease) => createKysely<Schema>(lease)
  const unable = createKysely<Schema>({
    connection: () => {
      throw new Error('This query builder cannot run statements.')
    },
  })
  return {
    inTenant: async (tenantId, work) =>
      await transact(connections, asTenant(tenantId), async (lease) => done(await work(kysely(lease)))),
    asSystem: (work) =>
      transact(connections, 'set local role interact_system', async (lease) => done(await work(kysely(lease)))),
    oneInTenant: async (tenantId, statement) => {
      const one = statement(unable)
      return await transact(connections, asTenant(tenantId), (lease) => sayLast(lease, one))
    },
    oneWithoutTenant: async (statement) => {
      const one = statement(unable)
      return await transact(connections, null, (lease) => sayLast(lease, one))
    },
    readThenWrite: async (tenantId, read, decide) => {
      const first = read(unable)
      return await transact(connections, asTenant(tenantId), async (lease) => {
        const { write, answer } = decide(await say(lease, first), unable)
        return write === null ? done(answer) : { answered: say(lease, write).then(() => answer) }
      })
    },
    migrate: (folders) => connections.asOwner((connection) => migrate(connection, folders)),
    analyze: () =>
      connections.asOwner(async (connection) => {
        await connection.script('analyze')
      }),
    check: async () => {
      const connection = await connections.take()
      let broken: unknown
      try {
        await connection.script('select 1')
      } catch (error) {
        broken = error
        throw error
      } finally {
        connections.give(connection, broken)
      }
    },
    close: () => connections.close(),
  }
}
