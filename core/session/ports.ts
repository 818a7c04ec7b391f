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

/** By what the open sessions beside a new one are counted. */
export type CountedBy = Pick<Open, 'contactId' | 'customerId'> & { countedFrom: string }

export interface Sessions {
  /**
   * One transaction: locks the session, takes the step and stores state, events and effects together. `key` finds the
   * line that an earlier try left. `countedBy` counts the open sessions beside a new one, in the same transaction: of
   * several opens at once each knows those before it. `decide` must be pure: it runs again when the store asks for a
   * retry.
   */
  change(
    ref: SessionRef,
    key: string | null,
    decide: (session: Session | null, repeated: SessionEvent | null, alreadyOpen: AlreadyOpen | null) => Transition,
    countedBy?: CountedBy | null,
  ): Promise<Transition>
  find(ref: SessionRef): Promise<Session | null>
  /** The session when it lies in the scope; null for a foreign one as for an unknown one. */
  findWithin(ref: SessionRef, scope: SessionScope): Promise<Session | null>
  /** Events after a number, oldest first, at most `limit`. */
  eventsAfter(ref: SessionRef, after: number, limit: number): Promise<SessionEvent[]>
  ofCustomer(tenantId: string, customerId: string): Promise<Session[]>
  /** Ringing and active sessions that are assigned to a user, oldest first. */
  openOf(tenantId: string, userId: string): Promise<Session[]>
  list(tenantId: string, query: SessionsQuery, scope: SessionScope): Promise<List<Session>>
  /** Sessions of every tenant whose time has come. */
  due(now: Instant, limit: number): Promise<SessionRef[]>
  /** What is due at `now` is due at `until` instead. A step that was taken since then counts more. */
  postpone(ref: SessionRef, now: Instant, until: Instant): Promise<void>
  /** Running sessions of every tenant, by id after `after`, for the decision that is taken again. */
  running(after: string | null, limit: number): Promise<Session[]>
  /** Deletes sessions that ended before `before` of a tenant, at most `limit`; answers how many. */
  forget(tenantId: string, before: Instant, limit: number): Promise<number>
}

/** What about a command must be known that only the store knows. */
export interface DecisionContexts {
  about(command: Command): Promise<Omit<DecisionContext, 'repeated'>>
  opening(tenantId: string, contactId: string): Promise<OpeningContext | null>
}

/** Publishes after commit, best effort: the store is authoritative, the bus only saves waiting. */
export interface EventBus {
  publish(event: BusEvent, hint?: UpdateHint): void
}

export interface OutboxItem extends EffectQueue {
  id: string
  tenantId: string
  userId: string
  sessionId: string
  effect: Effect
  /** How often it was taken, this time included. Who took it speaks for it only until somebody takes it again. */
  attempts: number
}

/**
 * Effects stored with the transitions, taken once and in order per queue (tenant, channel and queue key). A report about
 * an item that another process has taken since changes nothing.
 */
export interface Outbox {
  /**
   * Takes the oldest due item of each queue, except those in `working`, and holds them until `holdUntil`; then another
   * process may take them.
   */
  take(now: Instant, holdUntil: Instant, limit: number, working?: readonly string[]): Promise<OutboxItem[]>
  /** The item is still worked on: it is held until `holdUntil`. */
  keep(item: OutboxItem, holdUntil: Instant): Promise<void>
  done(item: OutboxItem): Promise<void>
  /** The whole queue waits until `at`. */
  retry(item: OutboxItem, at: Instant, error: string): Promise<void>
  /** Gives up: the item stays for an administrator to see, and the queue goes on. */
  park(item: OutboxItem, error: string): Promise<void>
  /** Numbers for health and alarm. */
  counts(): Promise<{ waiting: number; parked: number }>
}
