import type { MenuButtonProps } from '@fluentui/react-components'
import { cloneElement, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { useToasts } from '../../ui/feedback/useToasts.ts'

interface LazyMenuProps<Module> {
  button: ReactElement<MenuButtonProps>
  /** Fetches the menu; begun when somebody comes near the button. */
  load: () => Promise<Module>
  /** The menu with its button, open at once. */
  children: (module: Module) => ReactNode
}

/** A menu button whose menu comes when it is wanted: menus are a sixth of the first page's size and seldom opened. */
export function LazyMenu<Module>({ button, load, children }: LazyMenuProps<Module>) {
  const showToast = useToasts()
  const [module, setModule] = useState<Module | null>(null)
  const approach = () => {
    // What goes wrong is told once the menu is wanted.
    load().catch(() => null)
  }
  const open = async () => {
    try {
      const loaded = await load()
      setModule(() => loaded)
    } catch (fault) {
      showToast.failure(fault)
    }
  }
  if (module !== null) return children(module)
  return cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: approach,
    onFocus: approach,
    onClick: () => void open(),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      void open()
    },
  })
}
