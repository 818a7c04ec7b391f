import { useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { useChatEvents } from './store/useChats.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useVisuallyHidden } from '../../ui/useVisuallyHidden.ts'

/** Announces events to screen readers: messages of the open session in full, of other sessions only the sender. */
export function LiveAnnouncer({ sessionId }: { sessionId: string | null }) {
  const hidden = useVisuallyHidden()
  const { chats: translations } = useTranslations()
  const calls = useCallTranslations()
  const [announcement, setAnnouncement] = useState({ number: 0, text: '' })
  useChatEvents((event) => {
    const { name } = event.session.customer
    const ringText = ({ status, call }: Session) =>
      status === 'active' && call ? calls.wants[call.media]({ name }) : translations.ringingFrom({ name })
    const text =
      event.kind === 'rings'
        ? ringText(event.session)
        : event.session.id === sessionId
          ? translations.announcement({ name, text: event.message.content.text })
          : translations.newMessageFrom({ name })
    setAnnouncement(({ number }) => ({ number: number + 1, text }))
  })
  return (
    <div className={hidden} aria-live="polite" aria-atomic>
      {/* The key makes a new element: screen readers do not repeat a text that has not changed. */}
      <span key={announcement.number}>{announcement.text}</span>
    </div>
  )
}
