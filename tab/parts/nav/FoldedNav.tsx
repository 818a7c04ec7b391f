import {
  Menu,
  MenuButton,
  MenuGroup,
  MenuGroupHeader,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation'
import { useWords } from '../../words/speech.ts'
import type { NavItem } from './navItems.ts'
import { useNavStyles } from './navStyles.ts'
import { RouteMenuItem } from './RouteMenuItem.tsx'

/** The whole menu behind one button, for narrow windows. */
export function FoldedNav({ items }: { items: readonly NavItem[] }) {
  const styles = useNavStyles()
  const { shell } = useWords()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          className={styles.narrowOnly}
          icon={<NavigationRegular />}
          menuIcon={null}
          aria-label={shell.menu}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
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
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
