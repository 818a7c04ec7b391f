import { eventText } from '../../panel/ui/eventText.ts'
import { sessionOf } from '../../customer/chatState.ts'
import { endOf, type CallState } from '../controller/callState.ts'
import type { useCallWords } from '../controller/useCallWords.ts'

type Speaker = Pick<ReturnType<typeof useCallWords>, 'say' | 'locale'>

/** How the call ended. Before its event comes, what this window knows is that it could not go on. */
export function callEndText({ chat, callSession }: CallState, speaker: Speaker): string {
  const progress = sessionOf(chat)
  const end = endOf(chat)
  if (!end) return speaker.say(callSession?.phase === 'failed' ? 'callFailed' : 'callOver')
  const canWrite = progress?.status === 'active' && progress.canWrite
  return eventText(end, speaker, { canWrite, modality: progress?.modality ?? 'chat' })
}
