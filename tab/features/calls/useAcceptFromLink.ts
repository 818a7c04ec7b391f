import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { CallOutcome } from '#core/contract/calls'
import type { Outcome, Session } from '#core/contract/sessions'
import { chatStore } from '../chats/store/useChats.ts'
import { threadOf } from '../chats/store/chatState.ts'
import { isRinging } from '../chats/store/sessionLists.ts'
import { isOngoing, callSnapshot } from './store/callSnapshot.ts'
import { useCallTranslations, type CallTranslations } from '../../i18n/callTranslations.ts'
import { useCallActions } from './useCallActions.tsx'

/** Accepts the call that a link points to. Returns why it could not be accepted, until another session is shown; else null. */
export function useAcceptFromLink(sessionId: string | null, isRequested: boolean): string | null {
  const translations = useCallTranslations()
  const navigate = useNavigate()
  const { accept } = useCallActions()
  const inProgress = useRef<string | null>(null)
  const [tooLate, setTooLate] = useState<{ sessionId: string; why: string } | null>(null)
  const acceptCall = useEffectEvent(async (requestedId: string) => {
    const fault = await chatStore.focus(requestedId)
    // A reload must not accept again.
    await navigate(`/chats/${requestedId}`, { replace: true })
    const session = chatStore.get().sessions[requestedId]
    const snapshot = callSnapshot()
    if (fault || !session || (snapshot && snapshot.callId === session.call?.id)) return
    if (!isRinging(session))
      setTooLate({ sessionId: requestedId, why: translations.notRinging({ why: whyNot(session, translations) }) })
    // A link must not end another call: during one, the agent accepts with the button, which asks first.
    else if (!snapshot || !isOngoing(snapshot)) await accept(session)
  })
  useEffect(() => {
    if (!isRequested || sessionId === null || inProgress.current === sessionId) return
    inProgress.current = sessionId
    void acceptCall(sessionId).finally(() => {
      inProgress.current = null
    })
  }, [isRequested, sessionId])
  return tooLate?.sessionId === sessionId ? tooLate.why : null
}

type Why = 'gaveUp' | 'youDeclined' | 'tooLate'
const ofSession: Partial<Record<Outcome, Why>> = { declined: 'youDeclined', unanswered: 'tooLate' }
const ofCall: Partial<Record<CallOutcome, Why>> = {
  declined: 'youDeclined',
  unanswered: 'tooLate',
  cancelled: 'gaveUp',
}

function whyNot(session: Session, translations: CallTranslations): string {
  const { id, status, outcome, acceptedAt, call } = session
  if (call?.status === 'started') return translations.takenAlready
  if (status === 'ended' && acceptedAt === null) {
    if (outcome === 'endedByCustomer') return translations.gaveUp
    return translations[(outcome && ofSession[outcome]) ?? 'hasEnded']
  }
  const last = threadOf(chatStore.get(), id).events.findLast((event) => event.kind === 'callEnded')
  const why = last?.kind === 'callEnded' && last.by === 'customer' ? ofCall[last.outcome] : undefined
  return translations[why ?? 'hasEnded']
}
