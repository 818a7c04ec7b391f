import { callEntry } from '#core/contract/calls'
import type { Answered, CallSessionApi } from '#client/call/types'
import { problemOf, type SendRequest } from '../../chats/store/sessionApi.ts'

/** Time-out of a call request, in milliseconds. After it the request fails as `unreachable`. */
const answerWithin = 15_000

/** The call endpoints of one session, as the agent uses them. */
export function createCallApi(request: SendRequest, sessionId: string): CallSessionApi {
  const post = async <Value>(act: string, body: object, read: (data: unknown) => Value): Promise<Answered<Value>> => {
    try {
      const path = `/sessions/${encodeURIComponent(sessionId)}/call/${act}`
      const { data } = await request('POST', path, { body, signal: AbortSignal.timeout(answerWithin) })
      return { ok: true, value: read(data) }
    } catch (fault) {
      return { ok: false, code: problemOf(fault)?.code ?? 'unreachable' }
    }
  }
  const nothing = () => null
  return {
    join: (leg) => post('join', { leg }, (data) => callEntry.parse(data)),
    signal: (leg, signal) => post('signal', { leg, signal }, nothing),
    beat: (leg, connected) => post('beat', { leg, connected }, nothing),
    end: (leg, why) => post('end', why ? { leg, why } : { leg }, nothing),
  }
}
