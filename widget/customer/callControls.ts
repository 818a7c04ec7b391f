import { pause, retryDelay, type Result } from '#client/retry'
import type { CustomerSession } from '#core/contract/customerApi'
import type { CustomerApi } from './customerApi.ts'
import type { WindowMessage } from '../protocol/callWindowMessages.ts'
import type { ChatEvent, ChatState } from './chatState.ts'

export interface CallControlsOptions {
  api: Pick<CustomerApi, 'callWindow' | 'endCall' | 'declineCall'>
  chat: () => ChatState
  dispatch: (event: ChatEvent) => void
  onOpened: (session: CustomerSession) => void
  onDenied: () => void
  /** The customer wants to write and needs a new session for it. */
  onNewChat: () => void
  /** Fetches the events of the command. */
  catchUp: () => void
}

/** The panel's part of a call. The call itself runs in its own window. */
export function createCallControls({
  api,
  chat,
  dispatch,
  onOpened,
  onDenied,
  onNewChat,
  catchUp,
}: CallControlsOptions) {
  const act = async (what: 'endCall' | 'declineCall'): Promise<boolean> => {
    const { session } = chat()
    if (!session) return true
    const answer = await api[what](session.id)
    if (!answer.ok && answer.code === 'unauthenticated') onDenied()
    catchUp()
    // A call that has already ended counts as success.
    return answer.ok || answer.code === 'noCall' || answer.code === 'sessionEnded'
  }
  /** Ticket for the call window, which waits ten seconds. Until then a lost token may be renewed. */
  const ticket = async (failures = 0): Promise<Result<{ ticket: string }>> => {
    const answer = await api.callWindow()
    if (answer.ok || answer.code !== 'unauthenticated' || failures > 3) return answer
    if (failures === 0) onDenied()
    await pause(retryDelay(failures))
    return ticket(failures + 1)
  }
  return {
    ticket: () => ticket(),
    onFrame: (message: WindowMessage) => {
      if (message.type === 'callLeft' && message.write === 'newSession') onNewChat()
      if (message.type !== 'callOpened' || chat().session?.id === message.session.id) return
      dispatch({ type: 'callOpened', session: message.session })
      onOpened(message.session)
    },
    hangUp: () => act('endCall'),
    decline: () => act('declineCall'),
  }
}
