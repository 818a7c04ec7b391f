/**
 * First letters of the first and the last word of a name, in the order in which its own writing is read, wherever it stands.
 * Empty where a script has no use for initials: a face without letters is shown then.
 */
export function initialsOf(name: string): string {
  const words = name.replace(/[([{][^)\]}]*[)\]}]?/g, ' ').match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  const letters = ends.map((word = '') => String.fromCodePoint(word.codePointAt(0) ?? 0))
  return letters.every((letter) => known.test(letter)) ? letters.join('').toUpperCase() : ''
}

const known = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u
