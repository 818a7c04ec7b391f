import { Avatar, type AvatarProps } from '@fluentui/react-components'

interface PersonAvatarProps extends Pick<AvatarProps, 'className'> {
  name: string
  size: NonNullable<AvatarProps['size']>
  color: NonNullable<AvatarProps['color']>
}

/** Decorative avatar beside a name. The initials keep their order on right-to-left pages. */
export function PersonAvatar({ name, ...looks }: PersonAvatarProps) {
  return <Avatar {...looks} name={name} initials={initialsOf(name)} aria-hidden />
}

/**
 * Initials of the first and last word of a name, in the reading order of its script. Empty for scripts without initials, for
 * which the avatar shows an icon.
 */
export function initialsOf(name: string): string {
  const words = name.replace(/[([{][^)\]}]*[)\]}]?/g, ' ').match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  const letters = ends.map((word = '') => String.fromCodePoint(word.codePointAt(0) ?? 0))
  return letters.every((letter) => known.test(letter)) ? letters.join('').toUpperCase() : ''
}

const known = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u
