import type { Audited, Written } from './admin.ts'

/** A secret of the tenant as the store keeps it: locked before it comes here, and never read back by an administrator. */
export interface LockedSecret {
  id: string
  locked: string
}

/** A secret that vouches for customers now, or until `until` (milliseconds since the epoch) where it was replaced. */
export interface Voucher extends LockedSecret {
  until: number | null
}

/** The tenant's secret, with which its own servers vouch for their customers. */
export interface VerifiedCustomers {
  /** Makes this the tenant's secret. The one before it stays beside it until `graceUntil`; null ends it now. */
  put(tenantId: string, secret: LockedSecret & { at: number }, graceUntil: number | null, by: Audited): Promise<Written>
  /** Removes it and the one before. Refused as `inUse` while users require verified customers; `missing` without one. */
  remove(tenantId: string, by: Audited): Promise<Written>
}
