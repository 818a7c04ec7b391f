/** @jsxImportSource preact */
import type { CallSessionView } from '#client/call/types'
import { CallIcon } from './CallControls.tsx'
import type { CallActions } from '../controller/callController.ts'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface TeamsMeetingProps {
  callSession: CallSessionView
  actions: Pick<CallActions, 'openedMeeting' | 'hangUp'>
}

/** Shown when the call is a Teams meeting: a link to join it as a guest, and hang up. This window stays open and reports the guest's presence. */
export function TeamsMeeting({ callSession, actions }: TeamsMeetingProps) {
  const { say } = useCallTranslator()
  if (callSession.entry?.provider !== 'teams-meeting') return null
  return (
    <div class="controls meeting">
      <a
        class="main"
        href={callSession.entry.joinUrl}
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
          <CallIcon of="hangUp" />
        </button>
      </div>
    </div>
  )
}
