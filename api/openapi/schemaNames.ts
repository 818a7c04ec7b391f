import { z } from 'zod'
import { auditItem } from '#core/contract/audit'
import { contact, customerSession, exchanged, launch, launched, newSession } from '#core/contract/customer'
import { directSystemMessages, newDirectSystemMessages } from '#core/contract/directSystemMessages'
import { domainTemplate, newDomainTemplate, refusedOrigin } from '#core/contract/domainTemplates'
import { interactPage, interactPatch } from '#core/contract/interact'
import { me, organizationUnit, user, userPatch } from '#core/contract/people'
import { problem } from '#core/contract/problems'
import { eventList, session, sessionEvent } from '#core/contract/sessions'
import { tenant, tenantPatch } from '#core/contract/tenant'

/** Schemas that stand under a name of their own in the document; every other is written out where it is used. */
const named = {
  Problem: problem,
  Me: me,
  Tenant: tenant,
  TenantPatch: tenantPatch,
  OrganizationUnit: organizationUnit,
  User: user,
  UserPatch: userPatch,
  InteractPage: interactPage,
  InteractPatch: interactPatch,
  DomainTemplate: domainTemplate,
  NewDomainTemplate: newDomainTemplate,
  RefusedOrigin: refusedOrigin,
  DirectSystemMessages: directSystemMessages,
  NewDirectSystemMessages: newDirectSystemMessages,
  AuditItem: auditItem,
  Session: session,
  SessionEvent: sessionEvent,
  EventList: eventList,
  Launch: launch,
  Launched: launched,
  Exchanged: exchanged,
  Contact: contact,
  CustomerSession: customerSession,
  NewSession: newSession,
}

let done = false

/** Tells zod the names, once in a process: its registry is one for all. */
export function nameSchemas(): void {
  if (done) return
  done = true
  for (const [id, schema] of Object.entries(named)) z.globalRegistry.add(schema, { ...schema.meta(), id })
}
