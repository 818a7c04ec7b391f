/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { sessionOf } from '../../customer/chatState.ts'
import type { CallTranslations } from '../../i18n/callTranslations.ts'
import { createTranslator } from '../../i18n/translate.ts'
import { callStageOf, mayTryAgain, type CallState, type CallStage } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { DeviceTest } from './DeviceTest.tsx'
import { CallEnded } from './CallEnded.tsx'
import { Ringing } from './Ringing.tsx'
import { InCall } from './InCall.tsx'
import { CallTranslatorProvider, useCallTranslator } from '../controller/useCallTranslator.ts'
import { callEndText } from './callEndText.ts'
import { PersonAvatar } from './Avatar.tsx'

interface CallWindowProps {
  state: CallState
  actions: CallActions
  translations: CallTranslations
  locale: string
  serverNow: () => number
}

/** The call window, rendered from one state and its actions. */
export function CallWindow({ state, actions, translations, locale, serverNow }: CallWindowProps) {
  const { chat } = state
  const progress = sessionOf(chat)
  const name = progress?.agentName ?? chat.contact?.displayName ?? ''
  const stage = callStageOf(state)
  const call = progress?.call ?? null
  const translator = createTranslator(translations, locale, name)
  const { say } = translator
  // Moves the focus to the first action of a new view, for keyboard users.
  const room = useRef<HTMLElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.querySelector<HTMLElement>('a, button')?.focus()
  }, [stage, state.test, state.callSession?.phase])
  useEffect(() => {
    if (name) document.title = translations.callTitle({ name })
  }, [name])
  const face = () => {
    switch (stage) {
      case 'asking':
      case 'starting':
        return <Announcement busy text={say('loading')} />
      case 'alone':
        return <Announcement text={say('noPanel')} />
      case 'refused':
        return mayTryAgain(state.why) ? (
          <Announcement text={state.retryIn ? say('wait', { seconds: state.retryIn }) : say('network')}>
            {{ label: say('again'), act: actions.enter }}
          </Announcement>
        ) : (
          <Announcement text={say(name ? 'notPossible' : 'refused')} />
        )
      case 'elsewhere':
        return (
          <Announcement text={say('takenElsewhere')}>
            {{ label: say('takeBack'), act: () => void actions.takeBack() }}
          </Announcement>
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
    <CallTranslatorProvider value={translator}>
      <main ref={room}>
        {face()}
        <LiveRegion stage={stage} state={state} />
      </main>
    </CallTranslatorProvider>
  )
}

/** Announces the progress of the call to screen readers. */
function LiveRegion({ stage, state }: { stage: CallStage; state: CallState }) {
  const speaker = useCallTranslator()
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
  text: string
  /** Shows no buttons while waiting. */
  busy?: boolean
  children?: { label: string; act: () => void }
}

/** A text, at most one action, and a button that closes the window. */
function Announcement({ text, busy = false, children }: AnnouncementProps) {
  const { say } = useCallTranslator()
  return (
    <section class="waiting" aria-busy={busy}>
      <PersonAvatar />
      <h1>{text}</h1>
      {!busy && (
        <div class="ways">
          {children && (
            <button type="button" class="main" onClick={children.act}>
              {children.label}
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
