import { MenuItemLink } from '@fluentui/react-components'
import { useHref, useLinkClickHandler, useLocation } from 'react-router'
import type { NavTarget } from './navItems.ts'

export function RouteMenuItem({ to, label }: NavTarget) {
  const href = useHref(to)
  const open = useLinkClickHandler(to)
  const { pathname } = useLocation()
  return (
    <MenuItemLink
      href={href}
      onClick={open}
      {...(pathname.startsWith(to) && to !== '/' ? { 'aria-current': 'page' } : {})}
    >
      {label}
    </MenuItemLink>
  )
}
