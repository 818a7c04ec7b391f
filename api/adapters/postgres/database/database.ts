import type { CompiledQuery, Kysely, Transaction } from 'kysely'
import { createKysely, type Lease } from './kyselyAdapter.ts'
import { migrate } from './migrate.ts'
import type { Connections } from './connection.ts'
import { transact, type Sent } from './transactions.ts'

/**
 * The store's engine. Every statement runs in a transaction that is either one tenant's or the system's; the database
 * itself shows and takes no other rows (row-level security), so there is no way around by forgetting a condition.
 *
 * What is asked is stored when, and only when, the promise fulfils. It rejects with `StoreUnavailable` while the store
 * cannot answer. A transaction may run again after a deadlock: `work` must decide from what it reads and do nothing else.
 */
export interface Database<Schema> {
  /** Runs `work` in one transaction that sees the rows of this tenant (a UUID) alone. */
  inTenant<T>(tenantId: string, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /** One statement in a transaction of its own, in a single round trip: for the hottest paths. */
  oneInTenant<Row>(tenantId: string, statement: (build: Kysely<Schema>) => CompiledQuery<Row>): Promise<Row[]>
  /** One statement that sees no tenant's rows, but for those of a tenant that it names itself. */
  oneWithoutTenant<Row>(statement: (build: Kysely<Schema>) => CompiledQuery<Row>): Promise<Row[]>
  /**
   * A transaction of two statements in two round trips: what `read` finds decides what is written; `write` null writes
   * nothing. Like any transaction, `decide` may run again.
   */
  readThenWrite<Row, T>(
    tenantId: string,
    read: (build: Kysely<Schema>) => CompiledQuery<Row>,
    decide: (rows: Row[], build: Kysely<Schema>) => { write: CompiledQuery | null; answer: T },
  ): Promise<T>
  /** Runs `work` across tenants, in the tables that were opened to it: for the few loops without a tenant. */
  asSystem<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /** Brings the schema to this version and answers the names of what was done; `folders` hold numbered SQL files. */
  migrate(folders?: readonly URL[]): Promise<string[]>
  /** Asks the database for a sign of life. */
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
      throw new Error('This builds statements and runs none.')
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
