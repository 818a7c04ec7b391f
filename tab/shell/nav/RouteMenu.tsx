import { MenuGroup, MenuGroupHeader, type MenuButtonProps, MenuItemLink } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import type { NavItem, NavTarget } from './navItems.ts'
import { OpenMenu } from './OpenMenu.tsx'
import { useHref, useLinkClickHandler, useLocation } from 'react-router'

interface RouteMenuProps {
  button: ReactElement<MenuButtonProps>
  items: readonly NavItem[]
}

/** A menu of pages; entries with a submenu become groups. */
export function RouteMenu({ button, items }: RouteMenuProps) {
  return (
    <OpenMenu button={button}>
      {items.map((item) =>
        'to' in item ? (
          <RouteMenuItem key={item.to} {...item} />
        ) : (
          <MenuGroup key={item.label}>
            <MenuGroupHeader>{item.label}</MenuGroupHeader>
            {item.children.map((target) => (
              <RouteMenuItem key={target.to} {...target} />
            ))}
          </MenuGroup>
        ),
      )}
    </OpenMenu>
  )
}

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
