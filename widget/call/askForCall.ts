import { delayAfter, isTransient, pause, type Result } from '#client/retry'
import type { CustomerSession } from '#core/contract/customerApi'
import type { CustomerApi } from '../api.ts'
import { newKey } from '../newKey.ts'
import { sessionOf } from '../chatState.ts'
import type { CallApi } from './callApi.ts'
import { actFor, type CallState } from './callState.ts'

const tries = 4

/** Asks for the call that is wished for, under one key until the server has said yes or no; null where it is there to be joined. */
export async function askForCall(
  api: Pick<CustomerApi, 'open'>,
  calls: Pick<CallApi, 'ring' | 'take'>,
  { wish, media, chat }: Pick<CallState, 'wish' | 'media' | 'chat'>,
): Promise<Result<CustomerSession> | null> {
  const act = wish && actFor(wish.wish, sessionOf(chat)?.call ?? null)
  if (!wish || !act) return null
  const key = newKey()
  const id = chat.session?.id ?? ''
  const ask = () => {
    const customer = { name: wish.name, ...(wish.email ? { email: wish.email } : {}) }
    if (act === 'open') return api.open({ key, modality: media, customer })
    return act === 'ring' ? calls.ring(id, key, media) : calls.take(id)
  }
  for (let failures = 0; ; failures++) {
    const answer = await ask()
    // A window that waits in silence for room to open a session says less than the time until there may be some.
    const mustWait = !answer.ok && act === 'open' && answer.code === 'tooManyRequests'
    if (answer.ok || mustWait || !isTransient(answer.code) || failures >= tries) return answer
    await pause(delayAfter(answer, failures))
  }
}
