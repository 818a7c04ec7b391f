/** @jsxImportSource preact */
import type { Media } from '#core/contract/calls'
import type { CallSessionView } from '#client/call/types'
import { clockTime, useSecondsSince } from '../../panel/ui/useClock.ts'
import type { CallState } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { CallControls } from './CallControls.tsx'
import { PersonAvatar } from './Avatar.tsx'
import { TeamsMeeting } from './TeamsMeeting.tsx'
import { VideoTile } from './VideoTile.tsx'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface InCallProps {
  state: Pick<CallState, 'callSession' | 'capture'>
  media: Media
  actions: CallActions
}

/** The running call: remote media, own camera and controls. */
export function InCall({ state, media, actions }: InCallProps) {
  const { say, name } = useCallTranslator()
  const { callSession } = state
  const since = callSession?.connectedSince ? new Date(callSession.connectedSince).toISOString() : null
  const seconds = useSecondsSince(since, Date.now)
  const sees = callSession?.remoteSends?.camera ?? false
  const screen = callSession?.remoteSends?.screen ? callSession.remoteScreen : null
  const capture = callSession?.capture ?? state.capture
  const note = noteOf(callSession) ?? (capture.sends.screen ? 'sharing' : null)
  return (
    <section class="inCall">
      <div class="bar">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p role="timer">{seconds !== null && clockTime(seconds)}</p>
      </div>
      <div class={`stage${screen ? ' withScreen' : ''}`}>
        {screen && <VideoTile stream={screen} label={say('theirScreen')} class="screen" speaker={null} />}
        <VideoTile
          stream={callSession?.remote ?? null}
          label={say('theirPicture')}
          class={sees ? 'their' : 'their unseen'}
          speaker={capture.chosen.speaker ?? null}
        />
        {!sees && !screen && <PersonAvatar />}
        {capture.camera && capture.sends.camera && (
          <VideoTile own stream={capture.camera} label={say('ownPicture')} class="self" />
        )}
        <div class="notes" role="status">
          {note && <p>{say(note)}</p>}
          {callSession?.remoteSends?.microphone === false && <p>{say('theirMute')}</p>}
        </div>
      </div>
      {callSession?.phase === 'meeting' ? (
        <TeamsMeeting callSession={callSession} actions={actions} />
      ) : (
        <CallControls capture={capture} media={media} actions={actions} />
      )}
    </section>
  )
}

function noteOf(callSession: CallSessionView | null) {
  if (callSession?.phase === 'reconnecting' || callSession?.quality === 'lost') return 'interrupted'
  if (callSession?.phase === 'meeting') return 'inTeamsMeeting'
  if (callSession?.phase !== 'talking') return 'connecting'
  if (callSession.quality === 'poor') return callSession.capture.sends.camera ? 'weak' : 'weakAudio'
  return null
}
