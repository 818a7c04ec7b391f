/** @jsxImportSource preact */
import { sessionOf } from '../../customer/chatState.ts'
import { nextActionsOf, type CallState } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { callEndText } from './callEndText.ts'
import { PersonAvatar } from './Avatar.tsx'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface CallEndedProps {
  state: CallState
  actions: CallActions
}

/** Shows how the call ended, and the next actions. */
export function CallEnded({ state, actions }: CallEndedProps) {
  const speaker = useCallTranslator()
  const { say } = speaker
  const { chat } = state
  const progress = sessionOf(chat)
  const { again, write } = nextActionsOf(progress, chat.contact?.modalities.includes('chat') ?? false)
  return (
    <section class="waiting">
      <PersonAvatar />
      <h1>{callEndText(state, speaker)}</h1>
      <div class="ways">
        {again && (
          <button type="button" class="main" onClick={() => void actions.again()}>
            {say('callAgain')}
          </button>
        )}
        {write && (
          <button type="button" class={again ? '' : 'main'} onClick={actions.write}>
            {say(write === 'message' ? 'leaveInstead' : 'writeInstead')}
          </button>
        )}
        <button type="button" onClick={() => window.close()}>
          {say('closeWindow')}
        </button>
      </div>
    </section>
  )
}
