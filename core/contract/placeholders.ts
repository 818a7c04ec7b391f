import { placeholders } from './directSystemMessages.ts'

type Placeholder = (typeof placeholders)[number]
export type PlaceholderValues = Record<Placeholder, string> & { context: Record<string, string> }

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g
const contextPrefix = 'context.'
const contextKey = /^[a-z0-9][a-z0-9-]{0,39}$/
const known = new Set<string>(placeholders)

const isKnown = (name: string): name is Placeholder => known.has(name)
const isContext = (name: string): boolean =>
  name.startsWith(contextPrefix) && contextKey.test(name.slice(contextPrefix.length))
const namesIn = (text: string): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** The names in a text that are no placeholder, in the order they stand there; empty when the text is fine. */
export function unknownPlaceholders(text: string): string[] {
  return namesIn(text).filter((name) => !isKnown(name) && !isContext(name))
}

/** The keys of `{{context.KEY}}` in a text. */
export const contextKeysIn = (text: string): string[] =>
  namesIn(text)
    .filter(isContext)
    .map((name) => name.slice(contextPrefix.length))

/**
 * Puts values in place of placeholders, once: a value that looks like a placeholder stays as typed. An unknown
 * context key becomes empty, and an unknown name stays, since saving refuses it.
 */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(pattern, (written, name: string) => {
    if (isKnown(name)) return values[name]
    return isContext(name) ? ownValue(values.context, name.slice(contextPrefix.length)) : written
  })
}

/** `constructor` is a key that a snippet may carry, and a name that every object has. */
const ownValue = (values: Record<string, string>, key: string): string =>
  Object.hasOwn(values, key) ? (values[key] ?? '') : ''
