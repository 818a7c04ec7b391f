import type { CustomerSession, Exchanged, NewSession, Renewed } from '#core/contract/customerApi'
import type { EventList, ChatMessage } from '#core/contract/sessions'
import { heldSeconds, type HttpClient } from './httpClient.ts'

export type CustomerApi = ReturnType<typeof customerApi>

/** The requests of the customer API. */
export function customerApi({ ask, use, token, serverNow }: HttpClient) {
  const session = (id: string, rest: string) => `sessions/${id}/${rest}`
  return {
    ...{ serverNow, token },
    exchange: async (ticket: string, resume: string | null) => {
      use(null)
      const answer = await ask<Exchanged>('POST', 'exchange', { body: { ticket, ...(resume ? { resume } : {}) } })
      if (answer.ok) use(answer.value.token)
      return answer
    },
    renew: async () => {
      const answer = await ask<Renewed>('POST', 'renew', { body: {} })
      if (answer.ok) use(answer.value.token)
      return answer
    },
    open: (body: NewSession) => ask<CustomerSession>('POST', 'sessions', { body }),
    say: (id: string, body: { key: string; text: string }) =>
      ask<ChatMessage>('POST', session(id, 'messages'), { body }),
    /** Events with a `seq` above `after`. With `stop`, the server holds the response until there is an event. */
    events: (id: string, after: number, stop?: AbortSignal) =>
      ask<EventList>('GET', session(id, `events?after=${after}&wait=${stop ? heldSeconds : 0}`), held(stop)),
    typing: (id: string) => ask('POST', session(id, 'typing'), { body: {} }),
    end: (id: string) => ask('POST', session(id, 'end'), { body: {} }),
    leave: (id: string, body: { text: string; email?: string }) => ask('POST', session(id, 'message'), { body }),
    /** Requests a ticket for the call window. */
    callWindow: () => ask<{ ticket: string }>('POST', 'call-window'),
    /** Sent by the panel, which has no leg in the call. */
    endCall: (id: string) => ask('POST', session(id, 'call/end'), { body: {} }),
    declineCall: (id: string) => ask('POST', session(id, 'call/decline'), { body: {} }),
  }
}

const held = (stop: AbortSignal | undefined) => (stop ? { held: stop } : {})
