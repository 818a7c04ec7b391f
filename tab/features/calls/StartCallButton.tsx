import { Button } from '@fluentui/react-components'
import type { Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useMe } from '../../api/me.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { MediaIcon } from './MediaIcon.tsx'
import { useCallActions, useSingleCallGuard } from './useCallActions.tsx'

const kinds: readonly Media[] = ['audio', 'video']

interface StartCallButtonProps {
  session: Session
  onLeave: () => void
}

/** Lets the agent call the customer of an active session. Shown only when the agent has Audio & Video switched on. */
export function StartCallButton({ session, onLeave }: StartCallButtonProps) {
  const { user } = useMe()
  if (session.status !== 'active' || session.call || !user.interact.audioVideo) return null
  return <StartButtons session={session} onLeave={onLeave} />
}

function StartButtons({ session, onLeave }: StartCallButtonProps) {
  const translations = useCallTranslations()
  const { acting } = useChats()
  const { ring } = useCallActions()
  const { confirmDialog, afterHangUp } = useSingleCallGuard(session)
  const place = useFocusFallback(onLeave)
  return (
    <div ref={place} style={{ display: 'flex' }}>
      {kinds.map((media) => (
        <Button
          key={media}
          appearance="subtle"
          icon={<MediaIcon media={media} />}
          aria-label={translations.start[media]}
          title={translations.start[media]}
          disabledFocusable={acting[session.id] !== undefined}
          onClick={() => afterHangUp(() => ring(session, media))}
        />
      ))}
      {confirmDialog}
    </div>
  )
}
