import { useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { useNews } from './store/useChats.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useVisuallyHidden } from '../../ui/useVisuallyHidden.ts'

/** Speaks to screen readers what comes: the open session's lines in full, of the others only from whom. */
export function LiveAnnouncer({ sessionId }: { sessionId: string | null }) {
  const spoken = useVisuallyHidden()
  const { chats: words } = useWords()
  const calls = useCallWords()
  const [said, setSaid] = useState({ number: 0, text: '' })
  useNews((news) => {
    const { name } = news.session.customer
    const whoRings = ({ status, call }: Session) =>
      status === 'active' && call ? calls.wants[call.media](name) : words.heardRinging(name)
    const text =
      news.kind === 'rings'
        ? whoRings(news.session)
        : news.session.id === sessionId
          ? words.announcement(name, news.message.text)
          : words.heardElsewhere(name)
    setSaid(({ number }) => ({ number: number + 1, text }))
  })
  return (
    <div className={spoken} aria-live="polite" aria-atomic>
      {/* The same words a second time are spoken again only in an element of their own. */}
      <span key={said.number}>{said.text}</span>
    </div>
  )
}
