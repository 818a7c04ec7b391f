import {
  Menu,
  MenuList,
  MenuPopover,
  MenuTrigger,
  type MenuButtonProps,
  type MenuProps,
} from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'

interface OpenMenuProps extends Pick<MenuProps, 'checkedValues' | 'onCheckedValueChange'> {
  button: ReactElement<MenuButtonProps>
  children: ReactNode
}

/** A menu that is initially open. */
export function OpenMenu({ button, children, ...menu }: OpenMenuProps) {
  return (
    <Menu defaultOpen {...menu}>
      <MenuTrigger disableButtonEnhancement>{button}</MenuTrigger>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  )
}
