import type { InteractSettingsView } from '../contract/interactSettings.ts'
import type { Tenant } from '../contract/tenant.ts'

/** Where the widget is served, and the versioned loader file with its hash (`sha384-…`) for pinned snippets. */
export interface WidgetPlace {
  /** Origin of the widget, without a slash at its end. */
  widgetUrl: string
  loader: { file: string; integrity: string }
}

/**
 * The script tag for a contact in its two variants, and the directives that a strict Content-Security-Policy of the
 * page needs. The tags carry the tenant's branding, because the loader asks nobody before the customer clicks. Contact ID,
 * Widget Key and colour contain no character with a meaning in HTML.
 */
export function snippetsFor(
  { widgetUrl, loader }: WidgetPlace,
  { contactId, widgetKey, branding }: Pick<InteractSettingsView, 'contactId' | 'widgetKey'> & Pick<Tenant, 'branding'>,
): InteractSettingsView['snippets'] {
  const { accent, label } = branding
  const contact = [
    `data-contact-id="${contactId}" data-widget-key="${widgetKey}"`,
    ...(accent === null ? [] : [`data-accent="${accent}"`]),
    ...(label === null ? [] : [`data-label="${escaped(label)}"`]),
  ].join(' ')
  const base = `${widgetUrl}/widget/v1`
  return {
    latest: `<script async src="${base}/loader.js" ${contact}></script>`,
    pinned: `<script async src="${base}/${loader.file}" integrity="${loader.integrity}" crossorigin="anonymous" ${contact}></script>`,
    csp: ['script-src', 'connect-src', 'frame-src'].map((directive) => `${directive} ${widgetUrl}`),
  }
}

const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&"<>]/g, (sign) => entities[sign] ?? '')
