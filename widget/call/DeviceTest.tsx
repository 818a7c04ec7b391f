/** @jsxImportSource preact */
import { progressOf } from '../progress.ts'
import type { CallState } from './callState.ts'
import { actFor } from './callState.ts'
import type { CallActions } from './callVisit.ts'
import { Choosers } from './Choosers.tsx'
import { Level } from './Level.tsx'
import { Picture } from './Picture.tsx'
import { useCallWords } from './useCallWords.ts'

interface DeviceTestProps {
  state: CallState
  actions: CallActions
  onWrite: () => void
}

/** Before the first call: why the browser asks, whether one is heard and seen, and a way on where one is not. */
export function DeviceTest({ state, actions, onWrite }: DeviceTestProps) {
  const { say } = useCallWords()
  const { test, media, capture, chat, wish } = state
  const act = wish && actFor(wish.wish, progressOf(chat)?.call ?? null)
  const goWord = act === 'take' ? 'answer' : act === null ? 'join' : 'callName'
  const heard = capture.sends.microphone
  const asked = test !== 'untried' && test !== 'trying'
  const problem = asked && test !== 'passed' ? test : null
  const { choose, level } = actions.capture()
  return (
    <section class="test">
      <h1>{say(act === 'take' ? 'answerTitle' : 'readyTitle')}</h1>
      {!asked && <p>{say(media === 'video' ? 'explainVideo' : 'explainAudio')}</p>}
      {asked && media === 'video' && capture.camera && (
        <Picture own stream={capture.camera} label={say('ownPicture')} class="preview" />
      )}
      {asked && heard && (
        <>
          <p id="speak">{say('speakNow')}</p>
          <Level level={level} />
          <Choosers view={capture} media={media} choose={choose} />
        </>
      )}
      <p class="problem" role="alert">
        {problem && say(heard ? 'noCamera' : problem)}
      </p>
      <p class="hint" role="status">
        {test === 'trying' ? say('waitsForYou') : null}
      </p>
      <div class="ways">
        {!asked && (
          <button type="button" class="main" aria-disabled={test === 'trying'} onClick={() => actions.tryDevices()}>
            {say(media === 'video' ? 'allowVideo' : 'allowAudio')}
          </button>
        )}
        {heard && asked && (
          <button type="button" class="main" onClick={actions.go}>
            {say(goWord)}
          </button>
        )}
        {problem && problem !== 'unsupported' && (
          <button type="button" class={heard ? '' : 'main'} onClick={() => actions.tryDevices()}>
            {say('again')}
          </button>
        )}
        {problem && (
          <button type="button" onClick={onWrite}>
            {say(chat.contact?.modalities.includes('chat') ? 'writeInstead' : 'closeWindow')}
          </button>
        )}
      </div>
    </section>
  )
}
