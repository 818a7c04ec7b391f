import { Button } from '@fluentui/react-components'
import type { Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useMe } from '../../api/me.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { useFocusHeir } from '../../ui/useFocusFallback.ts'
import { MediaIcon } from './MediaIcon.tsx'
import { useCallActs } from './useCallActions.ts'
import { useOneAtATime } from './useSingleCallGuard.tsx'

const kinds: readonly Media[] = ['audio', 'video']

interface StartCallProps {
  session: Session
  onLeave: () => void
}

/** Lets the agent ring the customer of a running session, where Audio & Video is on. */
export function StartCall({ session, onLeave }: StartCallProps) {
  const { user } = useMe()
  if (session.status !== 'active' || session.call || !user.interact.audioVideo) return null
  return <StartButtons session={session} onLeave={onLeave} />
}

function StartButtons({ session, onLeave }: StartCallProps) {
  const words = useCallWords()
  const { acting } = useChats()
  const { ring } = useCallActs()
  const { question, first } = useOneAtATime(session)
  const place = useFocusHeir(onLeave)
  return (
    <div ref={place} style={{ display: 'flex' }}>
      {kinds.map((media) => (
        <Button
          key={media}
          appearance="subtle"
          icon={<MediaIcon media={media} />}
          aria-label={words.start[media]}
          title={words.start[media]}
          disabledFocusable={acting[session.id] !== undefined}
          onClick={() => first(() => ring(session, media))}
        />
      ))}
      {question}
    </div>
  )
}
