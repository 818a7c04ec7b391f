/** The two values that are read from a pasted snippet; the rest of the pasted text is ignored. */
export type Contact = { contactId: string; widgetKey: string }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const key = /^[A-Za-z0-9_-]{8,100}$/

/** Parses a snippet copied from the tab. The page's snippet is generated from the two values, so no pasted markup reaches the page. */
export function contactInSnippet(pasted: string): Contact | undefined {
  return contact(attribute(pasted, 'data-contact-id'), attribute(pasted, 'data-widget-key'))
}

/** Parses `<contactId>:<widgetKey>` from a page's query string. */
export function contactInAddress(text: string): Contact | undefined {
  const [contactId, widgetKey, ...rest] = text.split(':')
  return rest.length === 0 ? contact(contactId, widgetKey) : undefined
}

const contact = (contactId = '', widgetKey = ''): Contact | undefined =>
  uuid.test(contactId) && key.test(widgetKey) ? { contactId, widgetKey } : undefined

const attribute = (pasted: string, name: string) =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"'<>]*)["']`, 'i').exec(pasted)?.[1]
