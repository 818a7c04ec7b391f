/** @jsxImportSource preact */
import type { CallStage, CallState } from './callState.ts'
import { endSentence } from './endSentence.ts'
import { useCallWords } from './useCallWords.ts'

/** Says aloud how the call comes on. */
export function Spoken({ stage, state }: { stage: CallStage; state: CallState }) {
  const speaker = useCallWords()
  const { say } = speaker
  const sentence = () => {
    if (stage === 'ringing') return say('ringingNow')
    if (stage === 'over') return endSentence(state, speaker)
    if (stage === 'elsewhere') return say('takenElsewhere')
    return stage === 'call' && state.talk?.phase === 'talking' ? say('hearing') : ''
  }
  return (
    <p class="unseen" role="status">
      {sentence()}
    </p>
  )
}
