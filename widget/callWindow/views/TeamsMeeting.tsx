/** @jsxImportSource preact */
import type { TalkView } from '#client/call/types'
import { CallMark } from './CallControls.tsx'
import type { CallActions } from '../controller/callController.ts'
import { useCallWords } from '../controller/useCallWords.ts'

interface MeetingRoomProps {
  talk: TalkView
  actions: Pick<CallActions, 'openedMeeting' | 'hangUp'>
}

/** The call is a Teams meeting: the way into it as a guest, and the end. This window stays, and says that the guest is there. */
export function MeetingRoom({ talk, actions }: MeetingRoomProps) {
  const { say } = useCallWords()
  if (talk.entry?.provider !== 'teams-meeting') return null
  return (
    <div class="controls meeting">
      <a
        class="main"
        href={talk.entry.joinUrl}
        target="_blank"
        rel="noopener noreferrer"
        onClick={actions.openedMeeting}
      >
        {say('joinMeeting')}
      </a>
      <p>{say('meetingHint')}</p>
      <div class="tools">
        <button
          type="button"
          class="round tool end"
          aria-label={say('hangUp')}
          title={say('hangUp')}
          onClick={actions.hangUp}
        >
          <CallMark of="hangUp" />
        </button>
      </div>
    </div>
  )
}
