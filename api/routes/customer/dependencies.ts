import { refuse, type Decided } from '#core/contract/problems'
import type { Contacts, Customers, Previews } from '#core/admin/contactPorts'
import type { CallServices } from '#core/session/callPorts'
import type { DecisionContexts, Sessions } from '#core/session/ports'
import type { Dispatch } from '#core/session/commandHandler'
import { bearerOf } from '../../auth/entraTokens.ts'
import type { CustomerTokens, CustomerToken, HashAddress } from '../../auth/customerTokens.ts'
import type { SecretEncryption } from '../../auth/secretEncryption.ts'
import type { Authenticate } from '../../server/route.ts'
import { route } from '../../server/route.ts'
import type { Limits } from '../../server/rateLimits.ts'
import type { InProcessEventBus } from '../../realtime/eventBus.ts'
import type { LongPoll } from '../../realtime/longPoll.ts'

export interface CustomerRouteDependencies {
  contacts: Contacts
  customers: Customers
  previews: Previews
  sessions: Pick<Sessions, 'find' | 'ofCustomer'>
  decisionContexts: Pick<DecisionContexts, 'opening'>
  dispatch: Dispatch
  eventBus: InProcessEventBus
  longPoll: LongPoll
  customerTokens: CustomerTokens
  encryption: Pick<SecretEncryption, 'decrypt'>
  limits: Limits
  hashAddress: HashAddress
  calls: CallServices
  now: () => number
  /** Origin of the widget, without a trailing slash. */
  widgetUrl: string
}

/** Null for a route without authentication. */
export type CustomerCaller = CustomerToken | null

export const customerRoute = route<CustomerCaller>()

export const authenticateCustomer =
  ({ customerTokens, now }: Pick<CustomerRouteDependencies, 'customerTokens' | 'now'>): Authenticate<CustomerCaller> =>
  (request, who) =>
    Promise.resolve(who === 'anyone' ? { value: null } : opened(customerTokens, bearerOf(request), now()))

function opened(customerTokens: CustomerTokens, text: string | null, now: number): Decided<CustomerToken> {
  const token = text === null ? null : customerTokens.token.verify(text, now)
  return token ? { value: token.payload } : refuse('unauthenticated')
}

/** The authenticated customer. The router has already refused requests without one. */
export function known(caller: CustomerCaller): CustomerToken {
  if (!caller) throw new Error('A customer route ran without an authenticated customer')
  return caller
}
