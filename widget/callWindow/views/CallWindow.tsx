/** @jsxImportSource preact */
/** @jsxImportSource preact */
/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { sessionOf } from '../../customer/chatState.ts'
import type { CallWords } from '../../i18n/call/words.ts'
import { callStageOf, mayTryAgain, type CallState, type CallStage } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { DeviceTest } from './DeviceTest.tsx'
import { Over } from './CallEnded.tsx'
import { RingingRoom } from './Ringing.tsx'
import { Talking } from './InCall.tsx'
import { CallSpeaking, useCallWords } from '../controller/useCallWords.ts'
import { endSentence } from './callEndText.ts'
import { Face } from './Avatar.tsx'

interface CallRoomProps {
  state: CallState
  actions: CallActions
  words: CallWords
  locale: string
  serverNow: () => number
}

/** The whole call window, from one snapshot and its actions. */
export function CallRoom({ state, actions, words, locale, serverNow }: CallRoomProps) {
  const { chat } = state
  const progress = sessionOf(chat)
  const name = progress?.agentName ?? chat.contact?.displayName ?? ''
  const stage = callStageOf(state)
  const call = progress?.call ?? null
  // What can be done first in a new face, so that the keyboard need not look for it.
  const room = useRef<HTMLElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.querySelector<HTMLElement>('a, button')?.focus()
  }, [stage, state.test, state.talk?.phase])
  useEffect(() => {
    if (name) document.title = words.callTitle.replace('{name}', name)
  }, [name])
  const face = () => {
    switch (stage) {
      case 'asking':
      case 'starting':
        return <Told busy word="loading" />
      case 'alone':
        return <Told word="noPanel" />
      case 'refused':
        return mayTryAgain(state.why) ? (
          <Told {...(state.retryIn ? { word: 'wait', values: { seconds: state.retryIn } } : { word: 'network' })}>
            {{ word: 'again', act: actions.enter }}
          </Told>
        ) : (
          <Told word={name ? 'notPossible' : 'refused'} />
        )
      case 'elsewhere':
        return <Told word="takenElsewhere">{{ word: 'takeBack', act: () => void actions.takeBack() }}</Told>
      case 'test':
        return <DeviceTest state={state} actions={actions} />
      case 'ringing':
        return (
          <RingingRoom
            ringEndsAt={call?.ringEndsAt ?? null}
            ringSeconds={chat.contact?.ringSeconds ?? 0}
            serverNow={serverNow}
            camera={state.capture.sends.camera ? state.capture.camera : null}
            onCancel={actions.hangUp}
          />
        )
      case 'call':
        return <Talking {...{ state, actions }} media={call?.media ?? state.media} />
      case 'over':
        return <Over state={state} actions={actions} />
    }
  }
  return (
    <CallSpeaking.Provider value={{ words, locale, name }}>
      <main ref={room}>
        {face()}
        <Spoken stage={stage} state={state} />
      </main>
    </CallSpeaking.Provider>
  )
}

/** Says aloud how the call comes on. */
function Spoken({ stage, state }: { stage: CallStage; state: CallState }) {
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

interface ToldProps {
  word: keyof CallWords
  values?: Record<string, string | number>
  /** Nothing to do but wait. */
  busy?: boolean
  children?: { word: keyof CallWords; act: () => void }
}

/** One sentence, at most one way on, and the way out. */
function Told({ word, values = {}, busy = false, children }: ToldProps) {
  const { say } = useCallWords()
  return (
    <section class="waiting" aria-busy={busy}>
      <Face />
      <h1>{say(word, values)}</h1>
      {!busy && (
        <div class="ways">
          {children && (
            <button type="button" class="main" onClick={children.act}>
              {say(children.word)}
            </button>
          )}
          <button type="button" onClick={() => window.close()}>
            {say('closeWindow')}
          </button>
        </div>
      )}
    </section>
  )
}
