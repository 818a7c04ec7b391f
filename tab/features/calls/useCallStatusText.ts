import { useChats } from '../chats/store/useChats.ts'
import { threadOf } from '../chats/store/chatState.ts'
import type { TalkNow } from './store/callSnapshot.ts'
import { useCallWords } from '../../i18n/callWords.ts'

/** How a talk stands, in a sentence: for the eye above the lines, for the ear wherever the agent is. */
export function useTalkText(talk: TalkNow): string {
  const words = useCallWords()
  const { events } = threadOf(useChats(), talk.sessionId)
  if (talk.problem) return words.noDevice[talk.problem]
  if (!talk.view) return talk.media === 'video' ? words.askingVideo : words.asking
  switch (talk.view.phase) {
    case 'joining':
      return words.joining
    case 'connecting':
      return words.connecting(talk.name)
    case 'talking':
      return words.joined(talk.name)
    case 'reconnecting':
      return words.reconnecting
    case 'meeting':
      return words.meetingReady(talk.name)
    case 'elsewhere':
    case 'over':
    case 'failed': {
      const ended = events.findLast((event) => event.kind === 'callEnded' && event.callId === talk.callId)
      if (ended?.kind === 'callEnded') return `${words.ended[ended.outcome](talk.name, ended.by)}.`
      return words[talk.view.phase]
    }
  }
}
