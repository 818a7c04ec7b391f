import { callEntry } from '#core/contract/calls'
import type { Answered, CallSessionApi } from '#client/call/types'
import { problemOf, type Ask } from '../../chats/store/sessionApi.ts'

/** An act of a call that has no answer within this many milliseconds counts as not reached. */
const answerWithin = 15_000

/** The agent's acts in the call of one session. */
export function createCallApi(ask: Ask, sessionId: string): CallSessionApi {
  const post = async <Value>(act: string, body: object, read: (data: unknown) => Value): Promise<Answered<Value>> => {
    try {
      const path = `/sessions/${encodeURIComponent(sessionId)}/call/${act}`
      const { data } = await ask('POST', path, { body, signal: AbortSignal.timeout(answerWithin) })
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
