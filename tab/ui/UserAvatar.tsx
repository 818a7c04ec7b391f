import { Persona, type PersonaProps } from '@fluentui/react-components'
import { initialsOf } from './Avatar.tsx'

interface UserAvatarProps {
  name: string
  size?: NonNullable<PersonaProps['size']>
  secondary?: string
}

/** A person's avatar and name. */
export function UserAvatar({ name, size = 'small', secondary }: UserAvatarProps) {
  return (
    <Persona
      name={name}
      size={size}
      textAlignment="center"
      avatar={{ color: 'colorful', initials: initialsOf(name), 'aria-hidden': true }}
      primaryText={{ dir: 'auto', children: name }}
      {...(secondary === undefined ? {} : { secondaryText: secondary })}
    />
  )
}
