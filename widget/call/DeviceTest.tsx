/** @jsxImportSource preact */
import { sessionOf } from '../chatState.ts'
import type { CallState } from './callState.ts'
import { actFor } from './callState.ts'
import type { CallActions } from './callVisit.ts'
import { Choosers } from './Choosers.tsx'
import { Face } from './Face.tsx'
import { Level } from './Level.tsx'
import { Picture } from './Picture.tsx'
import { useCallWords } from './useCallWords.ts'

interface DeviceTestProps {
  state: CallState
  actions: CallActions
}

/** Before the first call: why the browser asks, whether one is heard and seen, and a way on where one is not. */
export function DeviceTest({ state, actions }: DeviceTestProps) {
  const { say } = useCallWords()
  const { test, media, capture, chat, wish } = state
  const act = wish && actFor(wish.wish, sessionOf(chat)?.call ?? null)
  const goWord = act === 'take' ? 'answer' : act === null ? 'join' : 'callName'
  const heard = capture.sends.microphone
  const asked = test !== 'untried' && test !== 'trying'
  const problem = asked && test !== 'passed' ? test : null
  const { choose, level } = actions.capture()
  const picture = asked && media === 'video' ? capture.camera : null
  // Three devices to choose from leave no room for it.
  const face = !(heard && media === 'video')
  return (
    <section class="test">
      {picture ? <Picture own stream={picture} label={say('ownPicture')} class="preview" /> : face && <Face />}
      <h1>{say(act === 'take' ? 'answerTitle' : 'readyTitle')}</h1>
      {!asked && <p>{say(media === 'video' ? 'explainVideo' : 'explainAudio')}</p>}
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
      <div class="ways">
        {!asked && (
          <button
            type="button"
            class="main"
            aria-disabled={test === 'trying'}
            onClick={() => test === 'untried' && actions.tryDevices()}
          >
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
          <button type="button" class={problem === 'unsupported' ? 'main' : ''} onClick={actions.write}>
            {say(chat.contact?.modalities.includes('chat') ? 'writeInstead' : 'closeWindow')}
          </button>
        )}
      </div>
      {!asked && (
        <p class="hint" role="status">
          {test === 'trying' ? say('waitsForYou') : null}
        </p>
      )}
    </section>
  )
}
