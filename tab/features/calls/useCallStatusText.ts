import { useChats } from '../chats/store/useChats.ts'
import { threadOf } from '../chats/store/chatState.ts'
import type { CallNow } from './store/callSnapshot.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'

/** The call status as one sentence, shown above the messages and announced to screen readers. */
export function useCallStatusText(callSession: CallNow): string {
  const translations = useCallTranslations()
  const { events } = threadOf(useChats(), callSession.sessionId)
  if (callSession.problem) return translations.noDevice[callSession.problem]
  if (!callSession.view) return callSession.media === 'video' ? translations.askingVideo : translations.asking
  switch (callSession.view.phase) {
    case 'joining':
      return translations.joining
    case 'connecting':
      return translations.connecting(callSession.name)
    case 'talking':
      return translations.joined(callSession.name)
    case 'reconnecting':
      return translations.reconnecting
    case 'meeting':
      return translations.meetingReady(callSession.name)
    case 'elsewhere':
    case 'over':
    case 'failed': {
      const ended = events.findLast((event) => event.kind === 'callEnded' && event.callId === callSession.callId)
      if (ended?.kind === 'callEnded') return `${translations.ended[ended.outcome](callSession.name, ended.by)}.`
      return translations[callSession.view.phase]
    }
  }
}
