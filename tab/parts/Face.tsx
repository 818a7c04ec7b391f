import { Avatar, type AvatarProps } from '@fluentui/react-components'
import { initialsOf } from './initialsOf.ts'

interface FaceProps extends Pick<AvatarProps, 'className'> {
  name: string
  size: NonNullable<AvatarProps['size']>
  color: NonNullable<AvatarProps['color']>
}

/** A name as a round picture, beside the name itself. Its letters keep the order of the name where the page reads from right to left. */
export function Face({ name, ...looks }: FaceProps) {
  return <Avatar {...looks} name={name} initials={initialsOf(name)} aria-hidden />
}
