/** @jsxImportSource preact */
import { sessionOf } from '../../customer/chatState.ts'
import { type CallState, requestFor } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { DeviceSelect } from './DeviceSelect.tsx'
import { PersonAvatar } from './Avatar.tsx'
import { VideoTile } from './VideoTile.tsx'
import { useCallTranslator } from '../controller/useCallTranslator.ts'
import { useEffect, useRef } from 'preact/hooks'

interface DeviceTestProps {
  state: CallState
  actions: CallActions
}

/** Device test before the first call: explains the permission prompt, shows microphone level and camera, and offers alternatives. */
export function DeviceTest({ state, actions }: DeviceTestProps) {
  const { say } = useCallTranslator()
  const { test, media, capture, chat, intent } = state
  const act = intent && requestFor(intent.kind, sessionOf(chat)?.call ?? null)
  const goWord = act === 'accept' ? 'answer' : act === null ? 'join' : 'callName'
  const hasMicrophone = capture.sends.microphone
  const asked = test !== 'untried' && test !== 'trying'
  const problem = asked && test !== 'passed' ? test : null
  const { choose, level } = actions.capture()
  const picture = asked && media === 'video' ? capture.camera : null
  // Three device selects leave no room for the avatar.
  const showsAvatar = !(hasMicrophone && media === 'video')
  return (
    <section class="test">
      {picture ? (
        <VideoTile own stream={picture} label={say('ownPicture')} class="preview" />
      ) : (
        showsAvatar && <PersonAvatar />
      )}
      <h1>{say(act === 'accept' ? 'answerTitle' : 'readyTitle')}</h1>
      {!asked && <p>{say(media === 'video' ? 'explainVideo' : 'explainAudio')}</p>}
      {asked && hasMicrophone && (
        <>
          <p id="speak">{say('speakNow')}</p>
          <Level level={level} />
          <DeviceSelect view={capture} media={media} choose={choose} />
        </>
      )}
      <p class="problem" role="alert">
        {problem && say(hasMicrophone ? 'noCamera' : problem)}
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
        {hasMicrophone && asked && (
          <button type="button" class="main" onClick={actions.go}>
            {say(goWord)}
          </button>
        )}
        {problem && problem !== 'unsupported' && (
          <button type="button" class={hasMicrophone ? '' : 'main'} onClick={() => actions.tryDevices()}>
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

const levelIntervalMs = 80

/** With reduced motion, the bar fills in quarters and does not fall again. */
const displayedLevel = (before: number, now: number): number =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? Math.max(before, Math.round(now * 4) / 4) : now

/** Microphone level. Updates the element directly, so that the view is not rendered again. */
function Level({ level }: { level: () => number }) {
  const { say } = useCallTranslator()
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    const look = () => {
      if (meter.current) meter.current.value = displayedLevel(meter.current.value, level())
    }
    look()
    const timer = setInterval(look, levelIntervalMs)
    return () => clearInterval(timer)
  }, [level])
  return <meter ref={meter} min={0} max={1} value={0} aria-label={say('level')} />
}
