import type { List } from '../contract/lists.ts'
import type { AuditEntry } from './admin.ts'

/** An entry of the audit log as it is read: who, when, before, after. `at` in milliseconds since the epoch. */
export interface AuditRow extends AuditEntry {
  id: string
  at: number
  actor: { id: string; displayName: string }
}

export interface AuditQuery {
  cursor?: string
  limit: number
  /** Only what happened to this one thing. */
  targetId?: string
}

export interface AuditLog {
  /** Newest first. Entries of things that sat in these units; null means all, those of the tenant itself included. */
  list(tenantId: string, query: AuditQuery, units: readonly string[] | null): Promise<List<AuditRow>>
}
