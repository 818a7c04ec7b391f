/** The contact that a snippet carries: two plain values, nothing else of what was pasted. */
export type Contact = { contactId: string; widgetKey: string }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const key = /^[A-Za-z0-9_-]{8,100}$/

/** Reads a snippet as copied in the tab. The page is written anew from the two values, so no markup of the pasted text survives. */
export function contactInSnippet(pasted: string): Contact | undefined {
  return contact(attribute(pasted, 'data-contact-id'), attribute(pasted, 'data-widget-key'))
}

/** Reads `<contactId>:<widgetKey>` as it stands in a page's address. */
export function contactInAddress(text: string): Contact | undefined {
  const [contactId, widgetKey, ...rest] = text.split(':')
  return rest.length === 0 ? contact(contactId, widgetKey) : undefined
}

const contact = (contactId = '', widgetKey = ''): Contact | undefined =>
  uuid.test(contactId) && key.test(widgetKey) ? { contactId, widgetKey } : undefined

const attribute = (pasted: string, name: string) =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"'<>]*)["']`, 'i').exec(pasted)?.[1]
