import { Button } from '@fluentui/react-components'
import type { Call } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { CallBanner } from './CallBanner.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { useCallActions, useSingleCallGuard } from './useCallActions.tsx'

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
  const translations = useCallTranslations()
  const { acting } = useChats()
  const { join, end } = useCallActions()
  const { confirmDialog, afterHangUp } = useSingleCallGuard(session)
  const place = useFocusFallback(onLeave)
  const meeting = call.provider === 'teams-meeting'
  return (
    <CallBanner
      icon={<MediaIcon media={call.media} />}
      text={meeting ? translations.meetingReady({ name: session.customer.name }) : translations.goesOn}
      {...(meeting ? { hint: translations.meetingHint } : {})}
    >
      <div ref={place} style={{ display: 'contents' }}>
        <Button appearance="primary" size="small" onClick={() => afterHangUp(() => join(session.id))}>
          {meeting ? translations.openMeeting : translations.joinAgain}
        </Button>
        <Button size="small" disabledFocusable={acting[session.id] !== undefined} onClick={() => void end(session)}>
          {meeting ? translations.endCall : translations.hangUp}
        </Button>
      </div>
      {confirmDialog}
    </CallBanner>
  )
}
