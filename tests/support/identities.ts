import { SignJWT } from 'jose'
import type { Exchanged, Launched } from '#core/contract/customerApi'
import { contactOf, customerWith, exchange, launch, type Contact, type Customer } from './customer.ts'
import type { Answer, World } from './world.ts'

/** The HS256 key is the text of the signing secret as displayed. */
const keyOf = (secret: string | Uint8Array) => (typeof secret === 'string' ? new TextEncoder().encode(secret) : secret)

/** Creates or replaces Contoso's signing secret for verified customers. */
export async function makeSecret(world: World, graceHours = 0): Promise<string> {
  const { status, body } = await world.ask('adele@contoso.test', 'POST', '/tenant/verified-customer-secret', {
    body: { graceHours },
  })
  if (status !== 201) throw new Error(`The secret was answered with ${String(status)}`)
  return String(body.secret)
}

export interface Signing {
  secret: string | Uint8Array
  contactId: string
  claims?: Record<string, unknown>
  header?: { alg: string } & Record<string, unknown>
}

export const seconds = () => Math.floor(Date.now() / 1000)

/** The identity that a site's server signs for a signed-in customer; claims set to undefined are omitted. */
export const identityOf = ({ secret, contactId, claims = {}, header = { alg: 'HS256' } }: Signing): Promise<string> =>
  new SignJWT({
    ...{ aud: contactId, sub: 'customer-17', name: 'Vera Vouched', email: 'vera@shop.example' },
    ...{ iat: seconds(), exp: seconds() + 300 },
    ...claims,
  })
    .setProtectedHeader(header)
    .sign(keyOf(secret))

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'

/** Customers as agents see them: with the verified identity of `identityOf`, and with a typed name only. */
export const vera = { name: 'Vera Vouched', email: 'vera@shop.example', verified: true, subject: 'customer-17' }
export const mia = { name: 'Mia', email: null, verified: false }

/** A site of Contoso whose server signs identities for Alex's customers. */
export interface Site {
  contact: Contact
  /** An identity signed with the current secret. */
  signed(change?: Partial<Signing>): Promise<string>
  secret(): string
  newSecret(graceHours?: number): Promise<void>
  /** Sets whether Alex requires verified customers. */
  require(required: boolean): Promise<void>
  launched(identity?: string, more?: object): Promise<Answer>
  /** Launches and exchanges with or without an identity; `again` resumes an earlier customer. */
  comeIn(identity?: string, again?: { handle: string; resume: string }): Promise<Customer>
  /** The customer of a session as the agent API returns them. */
  seenByAgent(sessionId: string): Promise<unknown>
}

export async function startSite(world: World): Promise<Site> {
  const contact = await contactOf(world, alex)
  let secret = await makeSecret(world)
  const path = `/users/${await world.userId(alex)}/interact`
  const launched = (identity?: string, more: object = {}) =>
    launch(world, { ...contact, ...more, ...(identity === undefined ? {} : { identity }) })
  return {
    contact,
    signed: (change = {}) => identityOf({ secret, contactId: contact.contactId, ...change }),
    secret: () => secret,
    newSecret: async (graceHours) => {
      secret = await makeSecret(world, graceHours)
    },
    require: async (required) => {
      const body = { requireVerifiedCustomer: required }
      const { status } = await world.ask(adele, 'PATCH', path, { body, ifMatch: '*' })
      if (status !== 200) throw new Error(`Requiring was answered with ${String(status)}`)
    },
    launched,
    comeIn: async (identity, again) => {
      const { status, body } = await launched(identity, again ? { handle: again.handle } : {})
      if (status !== 200) throw new Error(`The launch was answered with ${String(status)}`)
      const { ticket } = body as unknown as Launched
      const answer = await exchange(world, { ticket, ...(again ? { resume: again.resume } : {}) })
      if (answer.status !== 200) throw new Error(`The exchange was answered with ${String(answer.status)}`)
      return customerWith(world, answer.body as unknown as Exchanged)
    },
    seenByAgent: async (sessionId) => (await world.ask(alex, 'GET', `/sessions/${sessionId}`)).body.customer,
  }
}
