/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { sessionOf } from '../../customer/chatState.ts'
import type { CallWords } from '../../i18n/call/words.ts'
import { callStageOf, mayTryAgain, type CallState, type CallStage } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { DeviceTest } from './DeviceTest.tsx'
import { CallEnded } from './CallEnded.tsx'
import { Ringing } from './Ringing.tsx'
import { InCall } from './InCall.tsx'
import { CallWordsContext, useCallWords } from '../controller/useCallWords.ts'
import { callEndText } from './callEndText.ts'
import { PersonAvatar } from './Avatar.tsx'

interface CallWindowProps {
  state: CallState
  actions: CallActions
  words: CallWords
  locale: string
  serverNow: () => number
}

/** The call window, rendered from one state and its actions. */
export function CallWindow({ state, actions, words, locale, serverNow }: CallWindowProps) {
  const { chat } = state
  const progress = sessionOf(chat)
  const name = progress?.agentName ?? chat.contact?.displayName ?? ''
  const stage = callStageOf(state)
  const call = progress?.call ?? null
  // Moves the focus to the first action of a new view, for keyboard users.
  const room = useRef<HTMLElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.querySelector<HTMLElement>('a, button')?.focus()
  }, [stage, state.test, state.callSession?.phase])
  useEffect(() => {
    if (name) document.title = words.callTitle.replace('{name}', name)
  }, [name])
  const face = () => {
    switch (stage) {
      case 'asking':
      case 'starting':
        return <Announcement busy word="loading" />
      case 'alone':
        return <Announcement word="noPanel" />
      case 'refused':
        return mayTryAgain(state.why) ? (
          <Announcement
            {...(state.retryIn ? { word: 'wait', values: { seconds: state.retryIn } } : { word: 'network' })}
          >
            {{ word: 'again', act: actions.enter }}
          </Announcement>
        ) : (
          <Announcement word={name ? 'notPossible' : 'refused'} />
        )
      case 'elsewhere':
        return (
          <Announcement word="takenElsewhere">{{ word: 'takeBack', act: () => void actions.takeBack() }}</Announcement>
        )
      case 'test':
        return <DeviceTest state={state} actions={actions} />
      case 'ringing':
        return (
          <Ringing
            ringEndsAt={call?.ringEndsAt ?? null}
            ringSeconds={chat.contact?.ringSeconds ?? 0}
            serverNow={serverNow}
            camera={state.capture.sends.camera ? state.capture.camera : null}
            onCancel={actions.hangUp}
          />
        )
      case 'call':
        return <InCall {...{ state, actions }} media={call?.media ?? state.media} />
      case 'over':
        return <CallEnded state={state} actions={actions} />
    }
  }
  return (
    <CallWordsContext.Provider value={{ words, locale, name }}>
      <main ref={room}>
        {face()}
        <LiveRegion stage={stage} state={state} />
      </main>
    </CallWordsContext.Provider>
  )
}

/** Announces the progress of the call to screen readers. */
function LiveRegion({ stage, state }: { stage: CallStage; state: CallState }) {
  const speaker = useCallWords()
  const { say } = speaker
  const sentence = () => {
    if (stage === 'ringing') return say('ringingNow')
    if (stage === 'over') return callEndText(state, speaker)
    if (stage === 'elsewhere') return say('takenElsewhere')
    return stage === 'call' && state.callSession?.phase === 'talking' ? say('hearing') : ''
  }
  return (
    <p class="unseen" role="status">
      {sentence()}
    </p>
  )
}

interface AnnouncementProps {
  word: keyof CallWords
  values?: Record<string, string | number>
  /** Shows no buttons while waiting. */
  busy?: boolean
  children?: { word: keyof CallWords; act: () => void }
}

/** A text, at most one action, and a button that closes the window. */
function Announcement({ word, values = {}, busy = false, children }: AnnouncementProps) {
  const { say } = useCallWords()
  return (
    <section class="waiting" aria-busy={busy}>
      <PersonAvatar />
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
