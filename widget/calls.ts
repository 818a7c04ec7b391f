import type { CustomerSession } from '#core/contract/customer'
import type { CustomerApi } from './api.ts'
import type { WindowMessage } from './callMessages.ts'
import type { Chat, Happening } from './chat.ts'

export interface CallsOptions {
  api: Pick<CustomerApi, 'endCall' | 'declineCall'>
  chat: () => Chat
  tell: (happening: Happening) => void
  onOpened: (session: CustomerSession) => void
  onDenied: () => void
  /** Something was done: its event is asked for. */
  catchUp: () => void
}

/** What the panel does about a call, which itself lives in a window of its own. */
export function makeCalls({ api, chat, tell, onOpened, onDenied, catchUp }: CallsOptions) {
  const act = async (what: 'endCall' | 'declineCall'): Promise<boolean> => {
    const { session } = chat()
    if (!session) return true
    const answer = await api[what](session.id)
    if (!answer.ok && answer.code === 'unauthenticated') onDenied()
    catchUp()
    // A call that is over already needs no ending.
    return answer.ok || answer.code === 'noCall' || answer.code === 'sessionEnded'
  }
  return {
    hear: (message: WindowMessage) => {
      if (message.type !== 'callOpened' || chat().session?.id === message.session.id) return
      tell({ is: 'called', session: message.session })
      onOpened(message.session)
    },
    hangUp: () => act('endCall'),
    decline: () => act('declineCall'),
  }
}
