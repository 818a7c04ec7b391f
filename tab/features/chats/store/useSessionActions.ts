import { useNavigate } from 'react-router'
import type { Act } from './chatState.ts'
import { desk } from './useChats.ts'
import { useTell } from '../../../ui/feedback/useToasts.ts'

/** What the agent can do with a session as a whole. Accepting opens the conversation; a refusal is said in words. */
export function useActs(): (sessionId: string, act: Act) => Promise<boolean> {
  const tell = useTell()
  const navigate = useNavigate()
  return async (sessionId, act) => {
    const fault = await desk.act(sessionId, act)
    if (fault) tell.failure(fault)
    else if (act === 'accept' || act === 'call/accept') await navigate(`/chats/${sessionId}`)
    return fault === null
  }
}
