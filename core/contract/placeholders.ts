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

/** The unknown placeholder names in a text, in order of appearance; empty if the text is valid. */
export function unknownPlaceholders(text: string): string[] {
  return namesIn(text).filter((name) => !isKnown(name) && !isContext(name))
}

/** The keys of `{{context.KEY}}` in a text. */
export const contextKeysIn = (text: string): string[] =>
  namesIn(text)
    .filter(isContext)
    .map((name) => name.slice(contextPrefix.length))

/**
 * Replaces placeholders by their values in one pass: a value that looks like a placeholder stays as typed. A missing
 * context key becomes empty. An unknown name stays as typed, because saving refuses it.
 */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(pattern, (written, name: string) => {
    if (isKnown(name)) return values[name]
    return isContext(name) ? ownValue(values.context, name.slice(contextPrefix.length)) : written
  })
}

/** A snippet may contain the key `constructor`, which every object also inherits. */
const ownValue = (values: Record<string, string>, key: string): string =>
  Object.hasOwn(values, key) ? (values[key] ?? '') : ''
