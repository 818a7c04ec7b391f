import { useNavigate } from 'react-router'
import type { Act } from './chatState.ts'
import { chatStore } from './useChats.ts'
import { useToasts } from '../../../ui/feedback/useToasts.ts'

/** Performs an action on a session. Accepting opens the conversation; a refusal shows a toast. Resolves with success. */
export function useSessionActions(): (sessionId: string, act: Act) => Promise<boolean> {
  const toasts = useToasts()
  const navigate = useNavigate()
  return async (sessionId, act) => {
    const fault = await chatStore.act(sessionId, act)
    if (fault) toasts.failure(fault)
    else if (act === 'accept' || act === 'call/accept') await navigate(`/chats/${sessionId}`)
    return fault === null
  }
}
