import { MenuButton } from '@fluentui/react-components'
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation'
import { useTranslations } from '../../i18n/useTranslations.ts'
import type { NavItem } from './navItems.ts'
import { useNavStyles } from '../../ui/layout/navStyles.ts'
import { LazyMenu } from './LazyMenu.tsx'

/** The navigation behind one button, for narrow windows. */
export function CollapsedNav({ items }: { items: readonly NavItem[] }) {
  const styles = useNavStyles()
  const { shell } = useTranslations()
  const button = (
    <MenuButton
      appearance="subtle"
      className={styles.narrowOnly}
      icon={<NavigationRegular />}
      menuIcon={null}
      aria-label={shell.menu}
    />
  )
  return (
    <LazyMenu button={button} load={() => import('./RouteMenu.tsx')}>
      {({ RouteMenu }) => <RouteMenu button={button} items={items} />}
    </LazyMenu>
  )
}
