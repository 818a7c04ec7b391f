import { Button } from '@fluentui/react-components'
import type { Call } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { useFocusHeir } from '../../ui/useFocusFallback.ts'
import { CallLine } from './CallBanner.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { useCallActs } from './useCallActions.ts'
import { useOneAtATime } from './useSingleCallGuard.tsx'

interface CallGoesOnProps {
  session: Session
  call: Call
  onLeave: () => void
}

/** A call goes on in which this window takes no part: the tab was loaded anew, or it is another window's. No microphone by itself. */
export function CallGoesOn({ session, call, onLeave }: CallGoesOnProps) {
  const words = useCallWords()
  const { acting } = useChats()
  const { join, end } = useCallActs()
  const { question, first } = useOneAtATime(session)
  const place = useFocusHeir(onLeave)
  const meeting = call.provider === 'teams-meeting'
  return (
    <CallLine
      icon={<MediaIcon media={call.media} />}
      text={meeting ? words.meetingReady(session.customer.name) : words.goesOn}
      {...(meeting ? { hint: words.meetingHint } : {})}
    >
      <div ref={place} style={{ display: 'contents' }}>
        <Button appearance="primary" size="small" onClick={() => first(() => join(session.id))}>
          {meeting ? words.openMeeting : words.joinAgain}
        </Button>
        <Button size="small" disabledFocusable={acting[session.id] !== undefined} onClick={() => void end(session)}>
          {meeting ? words.endCall : words.hangUp}
        </Button>
      </div>
      {question}
    </CallLine>
  )
}
