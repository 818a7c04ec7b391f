import type { HostMessage, PanelMessage } from '../../protocol/panelMessages.ts'
import type { SessionEvent } from '#core/contract/sessions'
import { createTranslator, type Translations } from '../../i18n/translate.ts'
import { eventText } from './eventText.ts'

/** The page that embeds the panel, from the hash `#locale@origin`. With a wrong origin, messages are not delivered. */
interface Host {
  origin: string
  locale: string
}

export function findHost(): Host | null {
  const { locale, origin } = /^#(?<locale>[a-z0-9-]+)@(?<origin>https?:.+)$/i.exec(location.hash)?.groups ?? {}
  return window.parent === window || !origin || !locale ? null : { origin, locale }
}

/** Posts messages to the exact origin of the host page, and accepts messages only from its window and origin. */
export function connectHost({ origin }: Host, onFrame: (message: HostMessage) => void) {
  addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (event.source === window.parent && event.origin === origin) onFrame(event.data)
  })
  return (message: PanelMessage) => window.parent.postMessage(message, origin)
}

/** Label of the launcher button for a minimised panel: the last unread event, and the number of unread events. */
export function unreadLabel(
  unread: readonly SessionEvent[],
  translations: Translations,
  locale: string,
  name: string,
): string {
  const { say } = createTranslator(translations, locale, name)
  const moment = unread.findLast(({ kind }) => kind !== 'message')
  const label = moment ? [eventText(moment, { say, locale })] : []
  return [...label, say('unread', { count: unread.length })].join(' ')
}
