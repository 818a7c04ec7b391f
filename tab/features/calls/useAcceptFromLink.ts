import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { CallOutcome } from '#core/contract/calls'
import type { Outcome, Session } from '#core/contract/sessions'
import { chatStore } from '../chats/store/useChats.ts'
import { threadOf } from '../chats/store/chatState.ts'
import { rings } from '../chats/store/sessionLists.ts'
import { goesOn, callNow } from './store/callSnapshot.ts'
import { useCallWords, type CallWords } from '../../i18n/callWords.ts'
import { useCallActions } from './useCallActions.ts'

/** What a link to take a call has come to, where nothing rings any more: a sentence, until another session is shown. */
export function useAcceptFromLink(sessionId: string | null, takes: boolean): string | null {
  const words = useCallWords()
  const navigate = useNavigate()
  const { accept } = useCallActions()
  const begun = useRef<string | null>(null)
  const [tooLate, setTooLate] = useState<{ sessionId: string; why: string } | null>(null)
  const take = useEffectEvent(async (wanted: string) => {
    const fault = await chatStore.focus(wanted)
    // From here on the address is one that can be opened again.
    await navigate(`/chats/${wanted}`, { replace: true })
    const session = chatStore.get().sessions[wanted]
    const callSession = callNow()
    if (fault || !session || (callSession && callSession.callId === session.call?.id)) return
    if (!rings(session)) setTooLate({ sessionId: wanted, why: words.notRinging(whyNot(session, words)) })
    // Who is in a call already is asked by the button, and not taken out of it by a link.
    else if (!callSession || !goesOn(callSession)) await accept(session)
  })
  useEffect(() => {
    if (!takes || sessionId === null || begun.current === sessionId) return
    begun.current = sessionId
    void take(sessionId).finally(() => {
      begun.current = null
    })
  }, [takes, sessionId])
  return tooLate?.sessionId === sessionId ? tooLate.why : null
}

type Why = 'gaveUp' | 'youDeclined' | 'tooLate'
const ofSession: Partial<Record<Outcome, Why>> = { declined: 'youDeclined', unanswered: 'tooLate' }
const ofCall: Partial<Record<CallOutcome, Why>> = {
  declined: 'youDeclined',
  unanswered: 'tooLate',
  cancelled: 'gaveUp',
}

function whyNot(session: Session, words: CallWords): string {
  const { id, status, outcome, acceptedAt, call } = session
  if (call?.status === 'started') return words.takenAlready
  if (status === 'ended' && acceptedAt === null) {
    if (outcome === 'endedByCustomer') return words.gaveUp
    return words[(outcome && ofSession[outcome]) ?? 'hasEnded']
  }
  const last = threadOf(chatStore.get(), id).events.findLast((event) => event.kind === 'callEnded')
  const why = last?.kind === 'callEnded' && last.by === 'customer' ? ofCall[last.outcome] : undefined
  return words[why ?? 'hasEnded']
}
