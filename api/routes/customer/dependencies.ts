import { refuse, type Decided } from '#core/contract/problems'
import type { Contacts, Customers, Previews } from '#core/admin/contactPorts'
import type { Calls } from '#core/session/callPorts'
import type { FactsSource, Sessions } from '#core/session/ports'
import type { Handle } from '#core/session/commandHandler'
import { bearerOf } from '../../auth/entraTokens.ts'
import type { CustomerSeals, CustomerToken, HashAddress } from '../../auth/customerTokens.ts'
import type { SecretBox } from '../../auth/secretEncryption.ts'
import type { Authenticate } from '../../server/route.ts'
import { route } from '../../server/route.ts'
import type { Limits } from '../../server/rateLimits.ts'
import type { Doorbell } from '../../realtime/eventBus.ts'
import type { LongPoll } from '../../realtime/longPoll.ts'

/** What the customer's routes need from outside. */
export interface CustomerParts {
  contacts: Contacts
  customers: Customers
  previews: Previews
  sessions: Sessions
  facts: Pick<FactsSource, 'opening'>
  handle: Handle
  bell: Doorbell
  longPoll: LongPoll
  seals: CustomerSeals
  box: Pick<SecretBox, 'unlock'>
  limits: Limits
  hashAddress: HashAddress
  calls: Calls
  now: () => number
  /** Origin of the widget, without a slash at its end. */
  widgetUrl: string
}

/** Null where a route asks for nobody. */
export type CustomerCaller = CustomerToken | null

export const customerRoute = route<CustomerCaller>()

/** The bearer of a session token. */
export const authenticateCustomer =
  ({ seals, now }: Pick<CustomerParts, 'seals' | 'now'>): Authenticate<CustomerCaller> =>
  (request, who) =>
    Promise.resolve(who === 'anyone' ? { value: null } : opened(seals, bearerOf(request), now()))

function opened(seals: CustomerSeals, text: string | null, now: number): Decided<CustomerToken> {
  const token = text === null ? null : seals.token.open(text, now)
  return token ? { value: token.payload } : refuse('unauthenticated')
}

/** The customer behind a route that asks for one; the router has refused everybody else. */
export function known(caller: CustomerCaller): CustomerToken {
  if (!caller) throw new Error('A customer route ran without its customer')
  return caller
}
