import { readScheme } from './origin.ts'

/** What is wrong with the shape of an entry, before its host and port are looked at. */
export type MalformedPattern =
  | 'empty'
  | 'tooLong'
  | 'severalHosts'
  | 'regularExpression'
  | 'badCharacter'
  | 'badScheme'
  | 'hasPath'
  | 'hasQuery'
  | 'hasFragment'
  | 'hasUserInfo'

/** In UTF-16 code units; the longest host in punycode needs 253, scheme, wildcard and port another 16. */
export const patternTextLimit = 300

/** What nearly every entry looks like; spares it the search for everything that could be wrong. */
const plain = /^(?:https?:\/\/)?[a-z\d.*_-]+(?::\d+)?$/
const separators = /[\s,;]/
const wholeExpression = /^\^|\$$|\\\./
const expressionInHost = /[\^$|(){}+]/
const badCharacter = /[^a-z\d._:[\]*\u{80}-\u{10ffff}-]/iu
const schemeText = /^[a-z][a-z\d+.-]*$/i

/** Splits off the scheme. `undefined` for one that is not http(s), or written without its two slashes. */
const withoutScheme = (text: string): string | undefined => {
  const colon = text.indexOf(':')
  const before = text.slice(0, Math.max(colon, 0))
  const after = text.slice(colon + 1)
  if (text.startsWith('//')) return undefined
  if (!schemeText.test(before)) return text
  if (after.startsWith('//')) return readScheme(before) === undefined ? undefined : after.slice(2)
  // `localhost:8443` is host and port; `https:example.com`, `about:blank` and `blob:…` are not.
  const isHostAndPort =
    before.includes('.') || before.toLowerCase() === 'localhost' || after.includes('@') || /^(?:[\d*]|$)/.test(after)
  return isHostAndPort ? text : undefined
}

const marks: ReadonlyMap<string, MalformedPattern> = new Map([
  ['/', 'hasPath'],
  ['?', 'hasQuery'],
  ['#', 'hasFragment'],
])

/** The first thing in an entry that no `[scheme://]host[:port]` can hold; undefined where only host and port are left to judge. */
export const findMalformed = (text: string): MalformedPattern | undefined => {
  if (text.length > patternTextLimit) return 'tooLong'
  if (plain.test(text)) return undefined
  if (text.trim() === '') return 'empty'
  if (text.trim() !== text) return 'badCharacter'
  if (separators.test(text)) return 'severalHosts'
  if (wholeExpression.test(text)) return 'regularExpression'
  const rest = withoutScheme(text)
  if (rest === undefined) return 'badScheme'
  if (rest.length < text.length && rest.includes('://')) return 'severalHosts'
  const end = rest.search(/[/?#]/)
  if (rest.slice(0, end < 0 ? undefined : end).includes('@')) return 'hasUserInfo'
  const mark = marks.get(rest.charAt(end))
  if (mark !== undefined) return mark
  if (expressionInHost.test(rest)) return 'regularExpression'
  return badCharacter.test(rest) ? 'badCharacter' : undefined
}
