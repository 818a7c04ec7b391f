/** @jsxImportSource preact */
import type { Media } from '#core/contract/calls'
import type { TalkView } from '#client/call/types'
import { clockTime, useSecondsSince } from '../../panel/ui/useClock.ts'
import type { CallState } from '../controller/callState.ts'
import type { CallActions } from '../controller/callController.ts'
import { Controls } from './CallControls.tsx'
import { Face } from './Avatar.tsx'
import { MeetingRoom } from './TeamsMeeting.tsx'
import { Picture } from './VideoTile.tsx'
import { useCallWords } from '../controller/useCallWords.ts'

interface TalkingProps {
  state: Pick<CallState, 'talk' | 'capture'>
  media: Media
  actions: CallActions
}

/** The call itself: the other side, oneself, and what can be done. */
export function Talking({ state, media, actions }: TalkingProps) {
  const { say, name } = useCallWords()
  const { talk } = state
  const since = talk?.talkingSince ? new Date(talk.talkingSince).toISOString() : null
  const seconds = useSecondsSince(since, Date.now)
  const sees = talk?.remoteSends?.camera ?? false
  const screen = talk?.remoteSends?.screen ? talk.remoteScreen : null
  const capture = talk?.capture ?? state.capture
  const note = noteOf(talk) ?? (capture.sends.screen ? 'sharing' : null)
  return (
    <section class="talk">
      <div class="bar">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p role="timer">{seconds !== null && clockTime(seconds)}</p>
      </div>
      <div class={`stage${screen ? ' withScreen' : ''}`}>
        {screen && <Picture stream={screen} label={say('theirScreen')} class="screen" speaker={null} />}
        <Picture
          stream={talk?.remote ?? null}
          label={say('theirPicture')}
          class={sees ? 'their' : 'their unseen'}
          speaker={capture.chosen.speaker ?? null}
        />
        {!sees && !screen && <Face />}
        {capture.camera && capture.sends.camera && (
          <Picture own stream={capture.camera} label={say('ownPicture')} class="self" />
        )}
        <div class="notes" role="status">
          {note && <p>{say(note)}</p>}
          {talk?.remoteSends?.microphone === false && <p>{say('theirMute')}</p>}
        </div>
      </div>
      {talk?.phase === 'meeting' ? (
        <MeetingRoom talk={talk} actions={actions} />
      ) : (
        <Controls capture={capture} media={media} actions={actions} />
      )}
    </section>
  )
}

function noteOf(talk: TalkView | null) {
  if (talk?.phase === 'reconnecting' || talk?.quality === 'lost') return 'interrupted'
  if (talk?.phase === 'meeting') return 'inTeamsMeeting'
  if (talk?.phase !== 'talking') return 'connecting'
  if (talk.quality === 'poor') return talk.capture.sends.camera ? 'weak' : 'weakAudio'
  return null
}
