import type { CustomerSession, Exchanged, NewSession, Renewed } from '#core/contract/customerApi'
import type { EventList, ChatMessage } from '#core/contract/sessions'
import { heldSeconds, type HttpClient } from './httpClient.ts'

export type CustomerApi = ReturnType<typeof createCustomerApi>

export function createCustomerApi({ request, setToken, token, serverNow }: HttpClient) {
  const session = (id: string, rest: string) => `sessions/${id}/${rest}`
  return {
    ...{ serverNow, token },
    exchange: async (ticket: string, resume: string | null) => {
      setToken(null)
      const answer = await request<Exchanged>('POST', 'exchange', { body: { ticket, ...(resume ? { resume } : {}) } })
      if (answer.ok) setToken(answer.value.token)
      return answer
    },
    renew: async () => {
      const answer = await request<Renewed>('POST', 'renew', { body: {} })
      if (answer.ok) setToken(answer.value.token)
      return answer
    },
    open: (body: NewSession) => request<CustomerSession>('POST', 'sessions', { body }),
    sendMessage: (id: string, body: { key: string; text: string }) =>
      request<ChatMessage>('POST', session(id, 'messages'), { body }),
    /** Events with a `seq` above `after`. With `stop`, the server holds the response until there is an event. */
    events: (id: string, after: number, stop?: AbortSignal) =>
      request<EventList>('GET', session(id, `events?after=${after}&wait=${stop ? heldSeconds : 0}`), held(stop)),
    typing: (id: string) => request('POST', session(id, 'typing'), { body: {} }),
    end: (id: string) => request('POST', session(id, 'end'), { body: {} }),
    leaveOfflineMessage: (id: string, body: { text: string; email?: string }) =>
      request('POST', session(id, 'offline-message'), { body }),
    /** Requests a ticket for the call window. */
    callWindow: () => request<{ ticket: string }>('POST', 'call-window'),
    /** Sent by the panel, which has no leg in the call. */
    endCall: (id: string) => request('POST', session(id, 'call/end'), { body: {} }),
    declineCall: (id: string) => request('POST', session(id, 'call/decline'), { body: {} }),
  }
}

const held = (stop: AbortSignal | undefined) => (stop ? { held: stop } : {})
