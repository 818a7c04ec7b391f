import { Link, type LinkProps } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

interface RouteLinkProps {
  to: string
  children: ReactNode
  className?: string
  inline?: boolean
  /** The colour of text, underlined within it: the brand's colour is too dim on a coloured ground of the dark theme. */
  appearance?: 'subtle'
}

/** A router link in Fluent style. */
export function RouteLink({ to, ...rest }: RouteLinkProps) {
  const href = useHref(to)
  const open = useLinkClickHandler(to)
  const props: LinkProps & { as: 'a' } = { as: 'a', href, onClick: open, ...rest }
  return <Link {...props} />
}
