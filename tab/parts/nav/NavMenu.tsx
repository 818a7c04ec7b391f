import { Menu, MenuButton, MenuList, MenuPopover, MenuTrigger, mergeClasses } from '@fluentui/react-components'
import { useLocation } from 'react-router'
import type { NavTarget } from './navItems.ts'
import { useNavStyles } from './navStyles.ts'
import { RouteMenuItem } from './RouteMenuItem.tsx'

interface NavMenuProps {
  label: string
  children: readonly NavTarget[]
}

/** A menu entry that opens further pages. */
export function NavMenu({ label, children }: NavMenuProps) {
  const styles = useNavStyles()
  const { pathname } = useLocation()
  const here = children.some(({ to }) => pathname.startsWith(to))
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="transparent"
          className={mergeClasses(styles.link, styles.wideOnly, here && styles.current)}
        >
          {label}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {children.map((target) => (
            <RouteMenuItem key={target.to} {...target} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
