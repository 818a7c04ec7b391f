import type { SessionEvent } from '#core/contract/sessions'
import { enter } from '../support/customer.ts'
import { followAsAgent, followAsCustomer, followByPolls, sayAll, type Poll } from '../support/followers.ts'

interface Server {
  api: string
  widget: string
  shop: string
  token(upn: string): Promise<string>
}

/** A chat at a server that may go away at any moment: both sides write and read, and take no for an answer only once. */
export async function startChat(server: Server, agent: string, name: string) {
  const { api, widget, shop } = server
  const token = await server.token(agent)
  const asAgent = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const options = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
    const response = await fetch(`${api}/api/v1${path}`, options)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const { body: me } = await asAgent('GET', '/me')
  const { body: contact } = await asAgent('GET', `/users/${(me.user as { id: string }).id}/interact`)
  const { contactId, widgetKey } = contact as { contactId: string; widgetKey: string }
  const customer = await enter({ widgetUrl: widget, shopOrigin: shop }, { contactId, widgetKey })
  const id = await customer.open(`${name} says hello`, name)
  await asAgent('POST', `/sessions/${id}/accept`, {})

  const events = `/sessions/${id}/events`
  const pollWith =
    (ask: (path: string) => Promise<{ status: number; body: unknown }>): Poll =>
    async (after, wait) => {
      const answer = await ask(`${events}?after=${after}&wait=${wait}`).catch(() => undefined)
      return answer?.status === 200 ? (answer.body as Awaited<ReturnType<Poll>>) : undefined
    }
  const customerPolls = pollWith((path) => customer.ask('GET', path))
  const agentPolls = pollWith((path) => asAgent('GET', path))
  const statusOf = (asked: Promise<{ status: number }>) =>
    asked.then(
      ({ status }) => status,
      () => 0,
    )
  const messages = (side: string, count: number) => Array.from({ length: count }, (_, n) => `${name} ${side} ${n}`)
  return {
    id,
    agent,
    /** The customer's bearer, for who asks by hand. */
    customerToken: customer.token,
    /** Four who read along: both sides, by stream and by poll. */
    follow: () => ({
      customerStream: followAsCustomer(widget, customer.token, id),
      customerPolls: followByPolls(customerPolls),
      agentStream: followAsAgent(api, token, id, agentPolls),
      agentPolls: followByPolls(agentPolls),
    }),
    /** Both sides write so many lines each. Answers what they wrote. */
    chat: async (count: number, onStored: () => void) => {
      const written = { customer: messages('asks', count), agent: messages('answers', count) }
      await Promise.all([
        sayAll(written.customer, (key, text) => statusOf(customer.say(id, text, key)), onStored),
        sayAll(
          written.agent,
          (key, text) => statusOf(asAgent('POST', `/sessions/${id}/messages`, { key, text })),
          onStored,
        ),
      ])
      return written
    },
    /** Everything that the store holds, read afresh. */
    stored: async (): Promise<SessionEvent[]> => (await customerPolls(0, 0))?.items ?? [],
  }
}
export type Chat = Awaited<ReturnType<typeof startChat>>

/** The texts of one side, in order. */
export const saidBy = (from: 'customer' | 'agent', events: readonly SessionEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'message' && event.from === from ? [event.text] : []))
