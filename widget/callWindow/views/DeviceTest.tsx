/** @jsxImportSource preact */
import { sessionOf } from '../../customer/chatState.ts'
import { type CallState, actFor } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { DeviceSelect } from './DeviceSelect.tsx'
import { PersonAvatar } from './Avatar.tsx'
import { VideoTile } from './VideoTile.tsx'
import { useCallWords } from '../controller/useCallWords.ts'
import { useEffect, useRef } from 'preact/hooks'

interface DeviceTestProps {
  state: CallState
  actions: CallActions
}

/** Device test before the first call: explains the permission prompt, shows microphone level and camera, and offers alternatives. */
export function DeviceTest({ state, actions }: DeviceTestProps) {
  const { say } = useCallWords()
  const { test, media, capture, chat, wish } = state
  const act = wish && actFor(wish.wish, sessionOf(chat)?.call ?? null)
  const goWord = act === 'take' ? 'answer' : act === null ? 'join' : 'callName'
  const speechDetected = capture.sends.microphone
  const asked = test !== 'untried' && test !== 'trying'
  const problem = asked && test !== 'passed' ? test : null
  const { choose, level } = actions.capture()
  const picture = asked && media === 'video' ? capture.camera : null
  // Three device selects leave no room for the avatar.
  const face = !(speechDetected && media === 'video')
  return (
    <section class="test">
      {picture ? (
        <VideoTile own stream={picture} label={say('ownPicture')} class="preview" />
      ) : (
        face && <PersonAvatar />
      )}
      <h1>{say(act === 'take' ? 'answerTitle' : 'readyTitle')}</h1>
      {!asked && <p>{say(media === 'video' ? 'explainVideo' : 'explainAudio')}</p>}
      {asked && speechDetected && (
        <>
          <p id="speak">{say('speakNow')}</p>
          <Level level={level} />
          <DeviceSelect view={capture} media={media} choose={choose} />
        </>
      )}
      <p class="problem" role="alert">
        {problem && say(speechDetected ? 'noCamera' : problem)}
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
        {speechDetected && asked && (
          <button type="button" class="main" onClick={actions.go}>
            {say(goWord)}
          </button>
        )}
        {problem && problem !== 'unsupported' && (
          <button type="button" class={speechDetected ? '' : 'main'} onClick={() => actions.tryDevices()}>
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

const every = 80

/** With reduced motion, the bar fills in quarters and does not fall again. */
const drawn = (before: number, now: number): number =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? Math.max(before, Math.round(now * 4) / 4) : now

/** Microphone level. Updates the element directly, so that the view is not rendered again. */
function Level({ level }: { level: () => number }) {
  const { say } = useCallWords()
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    const look = () => {
      if (meter.current) meter.current.value = drawn(meter.current.value, level())
    }
    look()
    const timer = setInterval(look, every)
    return () => clearInterval(timer)
  }, [level])
  return <meter ref={meter} min={0} max={1} value={0} aria-label={say('level')} />
}
