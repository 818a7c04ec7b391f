import { MenuGroup, MenuGroupHeader, type MenuButtonProps } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import type { NavItem } from './navItems.ts'
import { OpenMenu } from './OpenMenu.tsx'
import { RouteMenuItem } from './RouteMenuItem.tsx'

interface RouteMenuProps {
  button: ReactElement<MenuButtonProps>
  items: readonly NavItem[]
}

/** A menu of pages, those with further pages as groups. */
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
