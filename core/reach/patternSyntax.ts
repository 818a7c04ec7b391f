import { readScheme } from './origin.ts'

/** What is wrong with the form of an entry, found before host and port are parsed. */
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

/** In UTF-16 code units. The longest host in punycode takes 253, and scheme, wildcard and port take another 16. */
export const patternTextLimit = 300

/** Nearly every entry matches this and skips the search for syntax errors. */
const plain = /^(?:https?:\/\/)?[a-z\d.*_-]+(?::\d+)?$/
const separators = /[\s,;]/
const wholeExpression = /^\^|\$$|\\\./
const expressionInHost = /[\^$|(){}+]/
const badCharacter = /[^a-z\d._:[\]*\u{80}-\u{10ffff}-]/iu
const schemeText = /^[a-z][a-z\d+.-]*$/i

/** Removes the scheme. Undefined for a scheme other than http(s), or one written without its two slashes. */
const withoutScheme = (text: string): string | undefined => {
  const colon = text.indexOf(':')
  const before = text.slice(0, Math.max(colon, 0))
  const after = text.slice(colon + 1)
  if (text.startsWith('//')) return undefined
  if (!schemeText.test(before)) return text
  if (after.startsWith('//')) return readScheme(before) === undefined ? undefined : after.slice(2)
  // `localhost:8443` is a host and a port; `https:example.com`, `about:blank` and `blob:…` are not.
  const isHostAndPort =
    before.includes('.') || before.toLowerCase() === 'localhost' || after.includes('@') || /^(?:[\d*]|$)/.test(after)
  return isHostAndPort ? text : undefined
}

const marks: ReadonlyMap<string, MalformedPattern> = new Map([
  ['/', 'hasPath'],
  ['?', 'hasQuery'],
  ['#', 'hasFragment'],
])

/** The first syntax error of an entry; undefined if only host and port remain to be checked. Never throws. */
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
