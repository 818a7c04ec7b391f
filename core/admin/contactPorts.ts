import type { Contact } from '../contract/customerApi.ts'
import type { ReachFacts } from '../reach/reachability.ts'
import type { SigningSecret } from './ports.ts'
import type { Instant } from '../session/session.ts'

/** All data of one contact that a launch needs, read in one query. */
export interface ContactFacts {
  tenantId: string
  userId: string
  reach: ReachFacts
  /** Whether the tenant's call provider is configured on this installation. */
  callsAvailable: boolean
  domainTemplateId: string | null
  /** The tenant's signing secrets. A replaced secret stays in the list after its grace period; check `until`. */
  signingSecrets: readonly SigningSecret[]
  face: Omit<Contact, 'preview' | 'modalities'>
}

export interface Customer {
  id: string
  tenantId: string
  contactId: string
  origin: string
  preview: boolean
}

export interface Contacts {
  /** Null for an unknown contact. */
  find(contactId: string): Promise<ContactFacts | null>
  /** Stores the last page that launched the contact ("Seen on ..."), at most once a minute per origin. */
  sawPage(facts: ContactFacts, origin: string, at: Instant): Promise<void>
  /** Stores an origin that the domain template refused, for the admin's list. */
  sawRefusal(facts: ContactFacts, origin: string, at: Instant): Promise<void>
}

export interface Customers {
  /** Marks a ticket as used until it expires; false if it was used before, because a ticket works once. */
  spend(tenantId: string, ticketId: string, expiresAt: Instant): Promise<boolean>
  /** `resumeHash` is a SHA-256 in hexadecimal. */
  create(customer: Customer, resumeHash: string): Promise<void>
  find(tenantId: string, customerId: string): Promise<Customer | null>
  /**
   * Replaces the resume secret if the old one is valid and has not expired; false otherwise. The old secret stays valid
   * until the new one is used, because the response with the new one may be lost.
   */
  resume(tenantId: string, customerId: string, oldHash: string, newHash: string): Promise<boolean>
}

export interface Preview {
  tenantId: string
  contactId: string
}

export interface Previews {
  create(preview: Preview, secretHash: string, expiresAt: Instant): Promise<void>
  /** Null for an unknown, used or expired secret. The secret stays valid until its one session is opened. */
  find(secretHash: string, now: Instant): Promise<Preview | null>
  /**
   * Reserves the preview for its one session; false if another session has reserved it. Repeating the call with the
   * same session answers true.
   */
  use(tenantId: string, secretHash: string, sessionId: string): Promise<boolean>
}
