/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { RunningCall } from '#client/session/sessionState'
import type { Actions } from '../../customer/panelController.ts'
import type { Calling } from './callWindow.ts'
import { Icon } from '../ui/Icons.tsx'
import { clockTime, useSecondsSince } from '../ui/useClock.ts'
import { useTranslator } from '../ui/useTranslator.ts'

interface CallBarProps {
  call: RunningCall
  calling: Calling
  actions: Pick<Actions, 'hangUp' | 'decline'>
  serverNow: () => number
}

/** Shows the ringing or running call, which takes place in its own window. */
export function CallBar({ call, calling, actions, serverNow }: CallBarProps) {
  const { say } = useTranslator()
  const since = useSecondsSince(call.startedAt, serverNow)
  const [failed, setFailed] = useState(false)
  const act = async (doing: Promise<boolean>) => setFailed(!(await doing))
  const incoming = call.status === 'ringing' && call.by === 'agent'
  const text = incoming
    ? say(call.media === 'video' ? 'callsYouVideo' : 'callsYou')
    : say(call.status === 'ringing' ? 'calling' : 'inCall')
  return (
    <section class={incoming ? 'call incoming' : 'call'} aria-label={text}>
      <p class="status">
        <Icon of={call.media === 'video' ? 'video' : 'phone'} />
        <span>
          {text}
          {since !== null && <span role="timer"> · {clockTime(since)}</span>}
        </span>
      </p>
      <div class="choices">
        {incoming ? (
          <>
            <button type="button" class="main" onClick={() => calling.start('accept', call.media)}>
              {say('answer')}
            </button>
            <button type="button" onClick={() => void act(actions.decline())}>
              {say('decline')}
            </button>
          </>
        ) : (
          <>
            <button type="button" onClick={() => calling.show(call)}>
              {say(calling.window === 'gone' ? 'rejoin' : 'showWindow')}
            </button>
            <button type="button" onClick={() => void act(actions.hangUp())}>
              {say(call.status === 'ringing' ? 'cancel' : 'hangUp')}
            </button>
          </>
        )}
      </div>
      <p class="problem" role="alert">
        {failed ? say('network') : null}
      </p>
    </section>
  )
}
