import { eventText } from '../../panel/ui/eventText.ts'
import { sessionOf } from '../../customer/chatState.ts'
import { endOf, type CallState } from '../controller/callState.ts'
import type { useCallTranslator } from '../controller/useCallTranslator.ts'

type Translator = Pick<ReturnType<typeof useCallTranslator>, 'say' | 'locale'>

/** Text for how the call ended. Until the event arrives, it is derived from the call session. */
export function callEndText({ chat, callSession }: CallState, speaker: Translator): string {
  const progress = sessionOf(chat)
  const end = endOf(chat)
  if (!end) return speaker.say(callSession?.phase === 'failed' ? 'callFailed' : 'callOver')
  const canWrite = progress?.status === 'active' && progress.canWrite
  return eventText(end, speaker, { canWrite, modality: progress?.modality ?? 'chat' })
}
