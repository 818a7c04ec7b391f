const boundary = /[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu
/** Search terms up to this length match a stored prefix; longer ones match a range of whole words. */
const shortest = 3
const longestWord = 64
const longestAddress = 256

/** Removes case and accents, so that "muller" finds "Müller" whatever the locale of the database server. */
export const normalizeForSearch = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The key by which names must be unique: case-insensitive, accent-sensitive. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

const lettersOf = (word: string): string[] => Array.from(word)

const wordsOf = (text: string): string[] =>
  normalizeForSearch(text)
    .split(boundary)
    .filter((word) => word !== '')
    .map((word) => lettersOf(word).slice(0, longestWord).join(''))

// A leading @ separates addresses from words, so that a search for a name prefix does not scan all addresses.
const addressWord = (address: string): string =>
  `@${normalizeForSearch(address).slice(0, longestAddress).toWellFormed()}`

/** The search words of a user: whole words, their prefixes of up to three letters, and whole addresses. */
export function searchWordsOf(user: {
  displayName: string
  userPrincipalName: string
  mail: string | null
  department: string | null
}): string[] {
  const addresses = [user.userPrincipalName, user.mail ?? ''].filter((address) => address !== '')
  const localParts = addresses.map((address) => address.split('@')[0] ?? '')
  const words = [user.displayName, user.department ?? '', ...localParts].flatMap(wordsOf)
  const starts = words.flatMap((word) => {
    const letters = lettersOf(word)
    return Array.from({ length: Math.min(shortest, letters.length) }, (_, length) =>
      letters.slice(0, length + 1).join(''),
    )
  })
  return [...new Set([...words, ...starts, ...addresses.map(addressWord)])]
}

/** One condition that every hit must meet: it has exactly this word, or any word from `from` (inclusive) to `below`. */
export type SearchTerm = { word: string } | { from: string; below: string }

/** The terms of a search, longest first, because the longest is the most selective. */
export function searchTermsOf(search: string): SearchTerm[] {
  const typed = search.trim().split(/\s+/)
  const words = typed.flatMap((text) => (text.includes('@') ? [addressWord(text)] : wordsOf(text)))
  return [...new Set(words)].sort((a, b) => b.length - a.length).map(termOf)
}

const termOf = (word: string): SearchTerm =>
  lettersOf(word).length <= shortest && !word.startsWith('@') ? { word } : { from: word, below: `${word}\u{10ffff}` }
