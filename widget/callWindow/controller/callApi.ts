import type { CallEntry, CallSignal, Media } from '#core/contract/calls'
import type { CallWindowEntered, CustomerSession } from '#core/contract/customerApi'
import type { HttpClient } from '../../customer/httpClient.ts'
import type { Answered, CallSessionApi } from '#client/call/types'

export function createCallApi({ request, setToken }: HttpClient) {
  const call = (id: string, rest = '') => `sessions/${id}/call${rest}`
  const post = <T>(path: string, body: object) => request<T>('POST', path, { body })
  return {
    enter: async (ticket: string) => {
      const answer = await post<CallWindowEntered>('call-window/exchange', { ticket })
      if (answer.ok) setToken(answer.value.token)
      return answer
    },
    requestCall: (id: string, key: string, media: Media) => post<CustomerSession>(call(id), { key, media }),
    accept: (id: string) => post<CustomerSession>(call(id, '/accept'), {}),
    /** Ends the call. Without a leg it cancels ringing, or declines. Sent even while the window is closing. */
    leave: (id: string, leg: string | null) =>
      request('POST', call(id, '/end'), { body: leg === null ? {} : { leg }, keepalive: true }),
    /** Requests of a call leg. `onLeg` is called with the id of this window's leg. */
    legApi: (id: string, onLeg: (leg: string) => void): CallSessionApi => ({
      join: (leg) => {
        onLeg(leg)
        return post<CallEntry>(call(id, '/join'), { leg })
      },
      signal: (leg: string, signal: CallSignal) => post<null>(call(id, '/signal'), { leg, signal }),
      beat: (leg: string, connected: boolean) => post<null>(call(id, '/beat'), { leg, connected }),
      end: (leg, why): Promise<Answered<null>> =>
        request<null>('POST', call(id, '/end'), { body: why ? { leg, why } : { leg }, keepalive: true }),
    }),
  }
}
export type CallApi = ReturnType<typeof createCallApi>
