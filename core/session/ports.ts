import type { SessionEvent, SessionsQuery } from '../contract/sessions.ts'
import type { List } from '../contract/lists.ts'
import type { AlreadyOpen, Command, Effect, DecisionContext, Open, OpeningContext, Transition } from './command.ts'
import type { BusEvent, UpdateHint } from './busEvent.ts'
import type { EffectQueue } from './effectQueue.ts'
import type { Instant, Session } from './session.ts'

export interface SessionRef {
  tenantId: string
  sessionId: string
}

/** Which sessions a caller may see: those assigned to these users or to a user in these units. Null means the whole tenant. */
export interface SessionScope {
  userIds: readonly string[] | null
  organizationUnitIds: readonly string[] | null
}

/** The contact, customer and address whose open sessions are counted when a new one is opened. */
export type CountedBy = Pick<Open, 'contactId' | 'customerId'> & { countedFrom: string }

export interface Sessions {
  /**
   * One transaction: locks the session, calls `decide`, and stores state, events and effects together. `key` finds the
   * message that an earlier attempt stored. `countedBy` counts the open sessions besides a new one in the same
   * transaction, so that each of several concurrent openings counts those before it. `decide` must be pure: it is
   * called again if the transaction is retried.
   */
  change(
    ref: SessionRef,
    key: string | null,
    decide: (session: Session | null, repeated: SessionEvent | null, alreadyOpen: AlreadyOpen | null) => Transition,
    countedBy?: CountedBy | null,
  ): Promise<Transition>
  find(ref: SessionRef): Promise<Session | null>
  /** The session if it is in the scope; null otherwise, as for an unknown one. */
  findWithin(ref: SessionRef, scope: SessionScope): Promise<Session | null>
  /** Events after a number, oldest first, at most `limit`. */
  eventsAfter(ref: SessionRef, after: number, limit: number): Promise<SessionEvent[]>
  ofCustomer(tenantId: string, customerId: string): Promise<Session[]>
  /** Ringing and active sessions that are assigned to a user, oldest first. */
  openOf(tenantId: string, userId: string): Promise<Session[]>
  list(tenantId: string, query: SessionsQuery, scope: SessionScope): Promise<List<Session>>
  /** Sessions of all tenants whose timer is due. */
  due(now: Instant, limit: number): Promise<SessionRef[]>
  /** Postpones a timer that is due at `now` to `until`, unless a transition has set it again since then. */
  postpone(ref: SessionRef, now: Instant, until: Instant): Promise<void>
  /** Ringing and active sessions of all tenants, by id after `after`, for the reachability check. */
  allOpen(after: string | null, limit: number): Promise<Session[]>
  /** Deletes sessions of a tenant that ended before `before`, at most `limit`. Returns how many. */
  forget(tenantId: string, before: Instant, limit: number): Promise<number>
}

/** Reads what a decision needs besides the session. */
export interface DecisionContexts {
  about(command: Command): Promise<Omit<DecisionContext, 'repeated'>>
  opening(tenantId: string, contactId: string): Promise<OpeningContext | null>
}

/** Publish/subscribe, best effort: a subscriber that misses an event reads it from the store later. */
export interface EventBus {
  publish(event: BusEvent, hint?: UpdateHint): void
}

export interface OutboxItem extends EffectQueue {
  id: string
  tenantId: string
  sessionId: string
  effect: Effect
  /** How often it was taken, this time included. Only the process that took it last may report on it. */
  attempts: number
}

/**
 * Effects stored with the transitions, taken in order per queue (tenant, channel and queue key). A report on an item that
 * another process has taken since changes nothing.
 */
export interface Outbox {
  /**
   * Takes the oldest due item of each queue, except those in `working`, and holds them until `holdUntil`. After that,
   * another process may take them.
   */
  take(now: Instant, holdUntil: Instant, limit: number, working?: readonly string[]): Promise<OutboxItem[]>
  /** Extends the hold of an item that is still in progress. */
  keep(item: OutboxItem, holdUntil: Instant): Promise<void>
  done(item: OutboxItem): Promise<void>
  /** Releases the item. The whole queue waits until `at`. */
  retry(item: OutboxItem, at: Instant, error: string): Promise<void>
  /** Gives up: the item is kept for inspection, and the queue continues with the next one. */
  park(item: OutboxItem, error: string): Promise<void>
  /** For metrics. */
  counts(): Promise<{ waiting: number; parked: number }>
}
