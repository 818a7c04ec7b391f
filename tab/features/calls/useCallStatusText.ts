import { useChats } from '../chats/store/useChats.ts'
import { threadOf } from '../chats/store/chatState.ts'
import type { CallNow } from './store/callSnapshot.ts'
import { useCallWords } from '../../i18n/callWords.ts'

/** The call status as one sentence, shown above the messages and announced to screen readers. */
export function useCallStatusText(callSession: CallNow): string {
  const words = useCallWords()
  const { events } = threadOf(useChats(), callSession.sessionId)
  if (callSession.problem) return words.noDevice[callSession.problem]
  if (!callSession.view) return callSession.media === 'video' ? words.askingVideo : words.asking
  switch (callSession.view.phase) {
    case 'joining':
      return words.joining
    case 'connecting':
      return words.connecting(callSession.name)
    case 'talking':
      return words.joined(callSession.name)
    case 'reconnecting':
      return words.reconnecting
    case 'meeting':
      return words.meetingReady(callSession.name)
    case 'elsewhere':
    case 'over':
    case 'failed': {
      const ended = events.findLast((event) => event.kind === 'callEnded' && event.callId === callSession.callId)
      if (ended?.kind === 'callEnded') return `${words.ended[ended.outcome](callSession.name, ended.by)}.`
      return words[callSession.view.phase]
    }
  }
}
