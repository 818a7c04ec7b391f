import type { SessionEvent } from '#core/contract/sessions'
import { enter } from '../support/customer.ts'
import { followAsAgent, followAsCustomer, followByPolls, sayAll, type Poll } from '../support/followers.ts'

interface Server {
  api: string
  widget: string
  shop: string
  token(upn: string): Promise<string>
}

/** Starts a chat on a server that may stop at any moment: both sides read and write, and retry until each message is acknowledged. */
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
    /** The customer's bearer token, for a test's own requests. */
    customerToken: customer.token,
    /** Starts four readers: both sides, each by event stream and by long poll. */
    follow: () => ({
      customerStream: followAsCustomer(widget, customer.token, id),
      customerPolls: followByPolls(customerPolls),
      agentStream: followAsAgent(api, token, id, agentPolls),
      agentPolls: followByPolls(agentPolls),
    }),
    /** Both sides send `count` messages each. Returns the sent texts. */
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
    /** Reads all stored events again. */
    stored: async (): Promise<SessionEvent[]> => (await customerPolls(0, 0))?.items ?? [],
  }
}
export type Chat = Awaited<ReturnType<typeof startChat>>

/** The texts of one side, in order. */
export const saidBy = (from: 'customer' | 'agent', events: readonly SessionEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'message' && event.from === from ? [event.content.text] : []))
