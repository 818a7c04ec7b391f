import { randomUUID } from 'node:crypto'
import type { Exchanged, Launched } from '#core/contract/customerApi'
import { answerOf, type Answer, type World } from './world.ts'

export interface Contact {
  contactId: string
  widgetKey: string
}

/** The contact of a seeded person, as in their snippet. */
export async function contactOf(world: World, upn: string): Promise<Contact> {
  const { body } = await world.ask(upn, 'GET', `/users/${await world.userId(upn)}/interact`)
  return { contactId: String(body.contactId), widgetKey: String(body.widgetKey) }
}

/** The addresses that a customer uses. */
type Entrance = Pick<World, 'widgetUrl' | 'shopOrigin'>

/** Sends the launch request of a page, as its browser does. */
export const launch = (world: Entrance, body: object, origin: string | null = world.shopOrigin): Promise<Answer> =>
  answerOf(
    fetch(`${world.widgetUrl}/widget/v1/launch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin === null ? {} : { origin }) },
      body: JSON.stringify(body),
    }),
  )

/** A customer with a token, as in the panel. */
export interface Customer {
  token: string
  resume: string
  exchanged: Exchanged
  ask(method: string, path: string, body?: unknown): Promise<Answer>
  /** Opens a chat with a first message and returns the session's id. */
  open(text?: string, name?: string): Promise<string>
  say(sessionId: string, text: string, key?: string): Promise<Answer>
}

export async function exchange(world: Entrance, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin: world.widgetUrl }
  return answerOf(
    fetch(`${world.widgetUrl}/widget/v1/exchange`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}

/** Launches from an allowed page and exchanges the ticket for a token; `again` resumes an earlier customer. */
export async function enter(
  world: Entrance,
  contact: Contact,
  again?: { handle: string; resume: string },
): Promise<Customer> {
  const pageUrl = `${world.shopOrigin}/boots`
  const launched = await launch(world, { ...contact, pageUrl, ...(again ? { handle: again.handle } : {}) })
  if (launched.status !== 200) throw new Error(`launch answered ${launched.status}`)
  const { ticket } = launched.body as unknown as Launched
  const answer = await exchange(world, { ticket, ...(again ? { resume: again.resume } : {}) })
  if (answer.status !== 200) throw new Error(`exchange answered ${answer.status}`)
  return customerWith(world, answer.body as unknown as Exchanged)
}

export function customerWith(world: Entrance, exchanged: Exchanged): Customer {
  const { token, resume } = exchanged
  const ask = (method: string, path: string, body?: unknown) =>
    answerOf(
      fetch(`${world.widgetUrl}/widget/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return {
    ...{ token, resume, exchanged, ask },
    open: async (text = 'Hello', name = 'Mia') => {
      const { status, body } = await ask('POST', '/sessions', {
        key: randomUUID(),
        modality: 'chat',
        customer: { name },
        text,
      })
      if (status !== 201) throw new Error(`open answered ${status} ${JSON.stringify(body)}`)
      return String(body.id)
    },
    say: (sessionId, text, key = randomUUID()) => ask('POST', `/sessions/${sessionId}/messages`, { key, text }),
  }
}
