import { Link, type LinkProps } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

interface RouteLinkProps {
  to: string
  children: ReactNode
  className?: string
  inline?: boolean
}

/** A link to another page of the tab, with the looks of Fluent. */
export function RouteLink({ to, ...rest }: RouteLinkProps) {
  const href = useHref(to)
  const open = useLinkClickHandler(to)
  const props: LinkProps & { as: 'a' } = { as: 'a', href, onClick: open, ...rest }
  return <Link {...props} />
}
