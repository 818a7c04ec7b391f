const boundary = /[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu
/** A search for so few letters finds a stored prefix; longer ones compare ranges of whole words. */
const shortest = 3
const longestWord = 64
const longestAddress = 256

/** Letters without case and accents, so that "muller" finds "Müller" on every server, whatever its locale. */
export const normalizeForSearch = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** A name as it must be unique: without case, with accents. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

const lettersOf = (word: string): string[] => Array.from(word)

const wordsOf = (text: string): string[] =>
  normalizeForSearch(text)
    .split(boundary)
    .filter((word) => word !== '')
    .map((word) => lettersOf(word).slice(0, longestWord).join(''))

// A leading @ keeps addresses apart from words, so that a prefix of a name never has to walk over every address.
const addressWord = (address: string): string =>
  `@${normalizeForSearch(address).slice(0, longestAddress).toWellFormed()}`

/** Everything a user is found by: words, their first letters, and whole addresses. */
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

/** One thing that every hit must hold: exactly this word, or any word from `from` to below `below`. */
export type SearchTerm = { word: string } | { from: string; below: string }

/** The terms of a search, the longest first, since it narrows most. */
export function searchTermsOf(search: string): SearchTerm[] {
  const typed = search.trim().split(/\s+/)
  const words = typed.flatMap((text) => (text.includes('@') ? [addressWord(text)] : wordsOf(text)))
  return [...new Set(words)].sort((a, b) => b.length - a.length).map(termOf)
}

const termOf = (word: string): SearchTerm =>
  lettersOf(word).length <= shortest && !word.startsWith('@') ? { word } : { from: word, below: `${word}\u{10ffff}` }
