import type { InteractSettingsView } from '../contract/interactSettings.ts'

/** Where the widget is served, and the versioned loader file with its hash (`sha384-…`) for pinned snippets. */
export interface WidgetPlace {
  /** Origin of the widget, without a slash at its end. */
  widgetUrl: string
  loader: { file: string; integrity: string }
}

/**
 * The script tag for a contact in its two variants, and the directives that a strict Content-Security-Policy of the
 * page needs. Contact ID and Widget Key contain no character with a meaning in HTML.
 */
export function snippetsFor(
  { widgetUrl, loader }: WidgetPlace,
  { contactId, widgetKey }: Pick<InteractSettingsView, 'contactId' | 'widgetKey'>,
): InteractSettingsView['snippets'] {
  const contact = `data-contact-id="${contactId}" data-widget-key="${widgetKey}"`
  const base = `${widgetUrl}/widget/v1`
  return {
    latest: `<script async src="${base}/loader.js" ${contact}></script>`,
    pinned: `<script async src="${base}/${loader.file}" integrity="${loader.integrity}" crossorigin="anonymous" ${contact}></script>`,
    csp: ['script-src', 'connect-src', 'frame-src'].map((directive) => `${directive} ${widgetUrl}`),
  }
}
