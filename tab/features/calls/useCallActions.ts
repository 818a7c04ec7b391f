import type { Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { desk } from '../chats/store/useChats.ts'
import { talkOnDemand } from './store/loadCallStore.ts'
import { useTell } from '../../ui/feedback/useToasts.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { useActs } from '../chats/store/useSessionActions.ts'

/** What the agent can do about whoever rings, and about the call itself. */
export function useCallActs() {
  const act = useActs()
  const tell = useTell()
  const words = useCallWords()

  /** Takes part in the call of this session. */
  const join = async (sessionId: string) => {
    try {
      const talks = await talkOnDemand()
      const session = desk.get().sessions[sessionId]
      if (session) talks.begin(session)
    } catch (fault) {
      tell.failure(fault)
    }
  }
  const joinStarted = async (sessionId: string) => {
    if (desk.get().sessions[sessionId]?.call?.status !== 'started') return false
    await join(sessionId)
    return true
  }
  return {
    join,
    accept: async ({ id, status }: Session) => {
      if (await act(id, status === 'ringing' ? 'accept' : 'call/accept')) await joinStarted(id)
    },
    decline: ({ id, status }: Session) => act(id, status === 'ringing' ? 'decline' : 'call/decline'),
    /** Rings the customer of a running session; where both ring at once, they have answered each other. */
    ring: async ({ id }: Session, media: Media) => {
      const key = crypto.randomUUID()
      try {
        const talks = await talkOnDemand()
        const fault = await desk.act(id, 'call', { key, media })
        if (fault) throw fault
        if (!(await joinStarted(id))) talks.rings(key)
      } catch (fault) {
        tell.failure(fault, words.callFailed)
      }
    },
    end: ({ id }: Session) => act(id, 'call/end'),
  }
}
