import { Button, type ButtonProps } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

interface LinkButtonProps {
  to: string
  children: ReactNode
  appearance?: NonNullable<ButtonProps['appearance']>
  size?: NonNullable<ButtonProps['size']>
  icon?: ReactElement
}

/** A router link that looks like a button. */
export function LinkButton({ to, ...rest }: LinkButtonProps) {
  const href = useHref(to)
  const open = useLinkClickHandler(to)
  return <Button as="a" href={href} onClick={open} {...rest} />
}
