import { MenuButton, mergeClasses } from '@fluentui/react-components'
import { useLocation } from 'react-router'
import type { NavTarget } from './navItems.ts'
import { useNavStyles } from '../../ui/layout/navStyles.ts'
import { LazyMenu } from './LazyMenu.tsx'

interface NavMenuProps {
  label: string
  children: readonly NavTarget[]
}

/** A navigation entry with a submenu. */
export function NavMenu({ label, children }: NavMenuProps) {
  const styles = useNavStyles()
  const { pathname } = useLocation()
  const here = children.some(({ to }) => pathname.startsWith(to))
  const button = (
    <MenuButton appearance="transparent" className={mergeClasses(styles.link, styles.wideOnly, here && styles.current)}>
      {label}
    </MenuButton>
  )
  return (
    <LazyMenu button={button} load={() => import('./RouteMenu.tsx')}>
      {({ RouteMenu }) => <RouteMenu button={button} items={children} />}
    </LazyMenu>
  )
}
