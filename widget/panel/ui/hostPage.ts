import type { HostMessage, PanelMessage } from '../../protocol/panelMessages.ts'
import type { SessionEvent } from '#core/contract/sessions'
import { fill, type Words } from '../../i18n/words.ts'
import { eventText } from './eventText.ts'

/** The page that frames the panel. `#locale@origin` ends our address; a wrong origin reaches nobody. */
interface Host {
  origin: string
  locale: string
}

export function findHost(): Host | null {
  const { locale, origin } = /^#(?<locale>[a-z0-9-]+)@(?<origin>https?:.+)$/i.exec(location.hash)?.groups ?? {}
  return window.parent === window || !origin || !locale ? null : { origin, locale }
}

/** Speaks to the framing page's exact origin, and listens to that window and origin alone. */
export function connectHost({ origin }: Host, onFrame: (message: HostMessage) => void) {
  addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (event.source === window.parent && event.origin === origin) onFrame(event.data)
  })
  return (message: PanelMessage) => window.parent.postMessage(message, origin)
}

/** What the button says of a minimised panel: whether somebody came or the session ended, and how much is unread. */
export function unreadLabel(unread: readonly SessionEvent[], words: Words, locale: string, name: string): string {
  const say = (word: keyof Words, values?: Record<string, string | number>) => fill(words[word], { name, ...values })
  const moment = unread.findLast(({ kind }) => kind !== 'message')
  const label = moment ? [eventText(moment, { say, locale })] : []
  return [...label, fill(words.unread, { count: unread.length })].join(' ')
}
