import { setTimeout as pause } from 'node:timers/promises'
import pTimeout from 'p-timeout'
import { backoffDelay } from '../../../server/backoff.ts'
import type { Lease } from './kyselyAdapter.ts'
import type { Connection, Connections } from './connection.ts'
import { sqlStateOf, StoreUnavailable } from './storeUnavailable.ts'

const maxRetries = 3
const backoff = { firstMs: 15, longestMs: 60 }
const longestTransactionMs = 15_000

// Serialization failure, deadlock, and a prepared plan that a migration has invalidated.
const again = (error: unknown): boolean => ['40001', '40P01'].includes(sqlStateOf(error) ?? '') || isStalePlan(error)
const isStalePlan = (error: unknown): boolean =>
  sqlStateOf(error) === '0A000' && error instanceof Error && error.message.includes('cached plan')

// The server is gone or does not answer, so not even a rollback can be sent.
const isLost = (error: unknown): boolean => error instanceof StoreUnavailable && sqlStateOf(error.cause) === undefined

function createLease(connection: Connection): Lease & { end(why: string): void } {
  let over: string | undefined
  return {
    connection() {
      if (over !== undefined) throw new Error(`This transaction is over: ${over}.`)
      return connection
    },
    end: (why) => (over ??= why),
  }
}

/** The result of the work; rejects with `StoreUnavailable` if it blocks the connection for too long. */
const inTime = <T>(working: Promise<T>): Promise<T> =>
  pTimeout(working, {
    milliseconds: longestTransactionMs,
    fallback: () => {
      throw new StoreUnavailable(`a transaction took longer than ${longestTransactionMs / 1000} s`)
    },
  })

/** The result of a transaction's last statement; the commit is sent without waiting for it. */
export interface Sent<T> {
  answered: Promise<T>
}

/** Resolves when all statements of the work have been sent. */
type Work<T> = (lease: Lease) => Promise<Sent<T>>

/** One attempt. `begin` is sent with the first statement, and `commit` with the last one unless the work awaited it. */
async function attempt<T>(connection: Connection, opening: string, work: Work<T>): Promise<T> {
  const lease = createLease(connection)
  const begun = connection.script(`begin; ${opening}`)
  begun.catch(() => undefined)
  try {
    const { answered } = await inTime(work(lease))
    // If `begin` fails first, this promise is never awaited: avoid an unhandled rejection.
    answered.catch(() => undefined)
    lease.end('it was committed')
    const committed = connection.script('commit')
    committed.catch(() => undefined)
    await begun
    const result = await answered
    if ((await committed) !== 'COMMIT')
      throw new Error('The transaction was rolled back: a statement in it had failed.')
    return result
  } catch (error) {
    lease.end('it was rolled back')
    if (isLost(error)) throw error
    // If `begin` failed, every later error is only a consequence.
    const cause = await begun.then(
      () => error,
      (first: unknown) => first,
    )
    throw cause
  }
}

/** One attempt of a single statement that is its own transaction. */
async function attemptAlone<T>(connection: Connection, work: Work<T>): Promise<T> {
  const lease = createLease(connection)
  try {
    return await (
      await work(lease)
    ).answered
  } finally {
    lease.end('it was one statement')
  }
}

/**
 * Runs `work` between `begin` and a confirmed `commit`; retries up to three times after a deadlock, a serialization
 * failure or an invalidated plan. Without `opening`, `work` sends exactly one statement.
 */
export async function transact<T>(connections: Connections, opening: string | null, work: Work<T>): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    const connection = await connections.take()
    let broken: unknown
    try {
      return await (opening === null ? attemptAlone(connection, work) : attempt(connection, opening, work))
    } catch (error) {
      if (isStalePlan(error) || isLost(error)) broken = error
      else await connection.script('rollback').catch((fault: unknown) => (broken = fault))
      if (tried >= maxRetries || !again(error)) throw error
    } finally {
      connections.give(connection, broken)
    }
    await pause(backoffDelay(tried, backoff))
  }
}
