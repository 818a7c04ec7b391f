import { Button } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { Call } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { useChats, useNow } from '../chats/store/useChats.ts'
import { ringTime, timeLeft } from '../chats/store/sessionLists.ts'
import { loadCallStore } from './store/loadCallStore.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { CountdownRing } from '../../ui/CountdownRing.tsx'
import { RingingActions } from './RingingActions.tsx'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { CallBanner } from './CallBanner.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { useCallActions } from './useCallActions.tsx'

interface RingingCallProps {
  session: Session
  call: Call
  /** Moves the focus when the focused buttons disappear. */
  onLeave: () => void
}

/** A call that rings within an active session, placed by the customer or by the agent. */
export function RingingCall({ session, call, onLeave }: RingingCallProps) {
  const translations = useCallTranslations()
  const chats = useChats()
  const now = useNow(true)
  const time = ringTime(chats, session)
  useEffect(() => {
    // Preload only. An error is reported when the call is accepted.
    loadCallStore().catch(() => null)
  }, [])
  const { name } = session.customer
  const byCustomer = call.by === 'customer'
  return (
    <CallBanner
      icon={<MediaIcon media={call.media} />}
      text={byCustomer ? translations.wants[call.media]({ name }) : translations.calling({ name })}
      rings
    >
      {time && <CountdownRing {...timeLeft(time.from, time.until, now, chats.skew)} />}
      {byCustomer ? (
        <RingingActions session={session} onLeave={onLeave} />
      ) : (
        <StopRinging session={session} onLeave={onLeave} />
      )}
    </CallBanner>
  )
}

function StopRinging({ session, onLeave }: Pick<RingingCallProps, 'session' | 'onLeave'>) {
  const { shell } = useTranslations()
  const { decline } = useCallActions()
  const { acting } = useChats()
  const place = useFocusFallback(onLeave)
  return (
    <div ref={place}>
      <Button size="small" disabledFocusable={acting[session.id] !== undefined} onClick={() => void decline(session)}>
        {shell.cancel}
      </Button>
    </div>
  )
}
