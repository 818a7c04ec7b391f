import { postForTicket } from './launch.ts'
import { mountLauncher } from './launcher.ts'
import { launchBody, pageLocale } from './snippet.ts'

declare global {
  interface Window {
    Interact?: { open: () => void; close: () => void }
  }
}

const tag = document.currentScript as HTMLScriptElement | null

// A second script tag, or a second run of the same one, adds no second button.
if (tag?.dataset.contactId && !window.Interact) {
  const { accent, label, position, contactId } = tag.dataset
  const locale = pageLocale(tag)
  window.Interact = mountLauncher({
    origin: new URL(tag.src).origin,
    locale,
    label,
    accent: /^#[0-9a-f]{6}$/i.exec(accent ?? '')?.[0] ?? null,
    side: position === 'left' ? 'start' : 'end',
    store: `interact:${contactId}`,
    launch: (handle) => postForTicket(new URL('launch', tag.src), launchBody(tag, locale, handle)),
  })
}
