/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { sessionOf } from '../chatState.ts'
import type { CallWords } from '../words/call/words.ts'
import { callStageOf, mayTryAgain, type CallState } from './callState.ts'
import type { CallActions } from './callVisit.ts'
import { DeviceTest } from './DeviceTest.tsx'
import { Over } from './Over.tsx'
import { RingingRoom } from './RingingRoom.tsx'
import { Spoken } from './Spoken.tsx'
import { Talking } from './Talking.tsx'
import { Told } from './Told.tsx'
import { CallSpeaking } from './useCallWords.ts'

export interface CallRoomProps {
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
