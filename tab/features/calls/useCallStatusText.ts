import { useChats } from '../chats/store/useChats.ts'
import { threadOf } from '../chats/store/chatState.ts'
import type { CallSnapshot } from './store/callSnapshot.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { textOf } from '../../i18n/useTranslations.ts'

/** The call status as one sentence, shown above the messages and announced to screen readers. */
export function useCallStatusText(snapshot: CallSnapshot): string {
  const translations = useCallTranslations()
  const { events } = threadOf(useChats(), snapshot.sessionId)
  if (snapshot.problem) return translations.noDevice[snapshot.problem]
  if (!snapshot.view) return snapshot.media === 'video' ? translations.askingVideo : translations.asking
  switch (snapshot.view.phase) {
    case 'joining':
      return translations.joining
    case 'connecting':
      return translations.connecting({ name: snapshot.name })
    case 'talking':
      return translations.joined({ name: snapshot.name })
    case 'reconnecting':
      return translations.reconnecting
    case 'meeting':
      return translations.meetingReady({ name: snapshot.name })
    case 'elsewhere':
    case 'over':
    case 'failed': {
      const ended = events.findLast((event) => event.kind === 'callEnded' && event.callId === snapshot.callId)
      if (ended?.kind === 'callEnded')
        return `${textOf(translations.ended[ended.outcome], { name: snapshot.name, by: ended.by })}.`
      return translations[snapshot.view.phase]
    }
  }
}
