import { Button } from '@fluentui/react-components'
import type { Call } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { CallBanner } from './CallBanner.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { useCallActions } from './useCallActions.ts'
import { useSingleCallGuard } from './useSingleCallGuard.tsx'

interface CallElsewhereProps {
  session: Session
  call: Call
  onLeave: () => void
}

/**
 * A running call that this window has not joined: the tab was reloaded, or another window has it. Joining needs a click, since
 * the microphone must not open by itself.
 */
export function CallElsewhere({ session, call, onLeave }: CallElsewhereProps) {
  const words = useCallWords()
  const { acting } = useChats()
  const { join, end } = useCallActions()
  const { confirmDialog, afterHangUp } = useSingleCallGuard(session)
  const place = useFocusFallback(onLeave)
  const meeting = call.provider === 'teams-meeting'
  return (
    <CallBanner
      icon={<MediaIcon media={call.media} />}
      text={meeting ? words.meetingReady(session.customer.name) : words.goesOn}
      {...(meeting ? { hint: words.meetingHint } : {})}
    >
      <div ref={place} style={{ display: 'contents' }}>
        <Button appearance="primary" size="small" onClick={() => afterHangUp(() => join(session.id))}>
          {meeting ? words.openMeeting : words.joinAgain}
        </Button>
        <Button size="small" disabledFocusable={acting[session.id] !== undefined} onClick={() => void end(session)}>
          {meeting ? words.endCall : words.hangUp}
        </Button>
      </div>
      {confirmDialog}
    </CallBanner>
  )
}
