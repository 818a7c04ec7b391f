import { Persona, type PersonaProps } from '@fluentui/react-components'

interface UserFaceProps {
  name: string
  size?: NonNullable<PersonaProps['size']>
  secondary?: string
}

/** A person by name and face. */
export function UserFace({ name, size = 'small', secondary }: UserFaceProps) {
  return (
    <Persona
      name={name}
      size={size}
      textAlignment="center"
      avatar={{ color: 'colorful', 'aria-hidden': true }}
      {...(secondary === undefined ? {} : { secondaryText: secondary })}
    />
  )
}
