import { Avatar, type AvatarProps } from '@fluentui/react-components'

interface PersonAvatarProps extends Pick<AvatarProps, 'className'> {
  name: string
  size: NonNullable<AvatarProps['size']>
  color: NonNullable<AvatarProps['color']>
}

/** A name as a round picture, beside the name itself. Its letters keep the order of the name where the page reads from right to left. */
export function PersonAvatar({ name, ...looks }: PersonAvatarProps) {
  return <Avatar {...looks} name={name} initials={initialsOf(name)} aria-hidden />
}

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
