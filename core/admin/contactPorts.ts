import type { Contact } from '../contract/customerApi.ts'
import type { ReachFacts } from '../reach/reachability.ts'
import type { SigningSecret } from './ports.ts'
import type { Instant } from '../session/session.ts'

/** Everything a launch must know of one contact, found in one query. */
export interface ContactFacts {
  tenantId: string
  userId: string
  reach: ReachFacts
  /** Whether calls can be carried by the tenant's provider with what is configured. */
  callsAvailable: boolean
  domainTemplateId: string | null
  /** The tenant's secrets for verified customers; one that was replaced stands here past its grace, too. */
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
  /** Remembers that a page launched the contact ("Seen on ..."), at most once a minute and origin. */
  sawPage(facts: ContactFacts, origin: string, at: Instant): Promise<void>
  /** Remembers an origin that the template refused, for the admin's list. */
  sawRefusal(facts: ContactFacts, origin: string, at: Instant): Promise<void>
}

export interface Customers {
  /** Stores a ticket's id until it expires; false when it was stored before: a ticket works once. */
  spend(tenantId: string, ticketId: string, expiresAt: Instant): Promise<boolean>
  /** `resumeHash` is a SHA-256 in hexadecimal. */
  create(customer: Customer, resumeHash: string): Promise<void>
  find(tenantId: string, customerId: string): Promise<Customer | null>
  /**
   * Swaps the resume secret if the old one fits and is not dead; false otherwise. The old one fits again until the new
   * one is used, since the answer that carried the new one may have been lost.
   */
  resume(tenantId: string, customerId: string, oldHash: string, newHash: string): Promise<boolean>
}

export interface Preview {
  tenantId: string
  contactId: string
}

export interface Previews {
  create(preview: Preview, secretHash: string, expiresAt: Instant): Promise<void>
  /** Null for an unknown, used or expired secret. Using it leaves it valid until its one session is opened. */
  find(secretHash: string, now: Instant): Promise<Preview | null>
  /** Takes the preview's one session; false when another session has it. Repeating it with the same session is fine. */
  use(tenantId: string, secretHash: string, sessionId: string): Promise<boolean>
}
