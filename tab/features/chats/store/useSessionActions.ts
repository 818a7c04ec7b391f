import { useNavigate } from 'react-router'
import type { Act } from './chatState.ts'
import { chatStore } from './useChats.ts'
import { useToasts } from '../../../ui/feedback/useToasts.ts'

/** What the agent can do with a session as a whole. Accepting opens the conversation; a refusal is said in words. */
export function useSessionActions(): (sessionId: string, act: Act) => Promise<boolean> {
  const showToast = useToasts()
  const navigate = useNavigate()
  return async (sessionId, act) => {
    const fault = await chatStore.act(sessionId, act)
    if (fault) showToast.failure(fault)
    else if (act === 'accept' || act === 'call/accept') await navigate(`/chats/${sessionId}`)
    return fault === null
  }
}
