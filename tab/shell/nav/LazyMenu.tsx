import type { MenuButtonProps } from '@fluentui/react-components'
import { cloneElement, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { useToasts } from '../../ui/feedback/useToasts.ts'

interface LazyMenuProps<Module> {
  button: ReactElement<MenuButtonProps>
  /** Loads the menu; started on hover and focus. */
  load: () => Promise<Module>
  /** The menu with its button, initially open. */
  children: (module: Module) => ReactNode
}

/** A menu button that loads its menu on demand: menus are a sixth of the first page's size and rarely opened. */
export function LazyMenu<Module>({ button, load, children }: LazyMenuProps<Module>) {
  const toasts = useToasts()
  const [module, setModule] = useState<Module | null>(null)
  const preload = () => {
    // Preload only. An error is reported when the menu is opened.
    load().catch(() => null)
  }
  const open = async () => {
    try {
      const loaded = await load()
      setModule(() => loaded)
    } catch (fault) {
      toasts.failure(fault)
    }
  }
  if (module !== null) return children(module)
  return cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => void open(),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      void open()
    },
  })
}
