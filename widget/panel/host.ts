import type { HostMessage, PanelMessage } from '../messages.ts'

/** The page that frames the panel. `#locale@origin` ends our address; a wrong origin reaches nobody. */
export interface Host {
  origin: string
  locale: string
}

export function findHost(): Host | null {
  const { locale, origin } = /^#(?<locale>[a-z0-9-]+)@(?<origin>https?:.+)$/i.exec(location.hash)?.groups ?? {}
  return window.parent === window || !origin || !locale ? null : { origin, locale }
}

/** Speaks to the framing page's exact origin, and listens to that window and origin alone. */
export function connectHost({ origin }: Host, hear: (message: HostMessage) => void) {
  addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (event.source === window.parent && event.origin === origin) hear(event.data)
  })
  return (message: PanelMessage) => window.parent.postMessage(message, origin)
}
