import {
  FluentProvider,
  RendererProvider,
  createDOMRenderer,
  makeStyles,
  tokens,
  useFocusFinders,
  type Theme,
} from '@fluentui/react-components'
import { useEffect, useState, type ReactNode } from 'react'
import { loadTheme } from '../ui/layout/themes.ts'
import { onThemeChange } from '../host/teamsHost.ts'
import { I18nContext, type I18n } from '../i18n/useTranslations.ts'

// The Content Security Policy allows only styles with the nonce of this response.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })

const useStyles = makeStyles({
  ground: {
    height: '100vh',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
  },
})

interface RootProps {
  firstTheme: Theme
  /** False outside Teams, where there are no theme changes. */
  followsHost: boolean
  i18n: I18n
  children: ReactNode
}

/** Provides the host's theme, the direction and the translations. */
export function Root({ firstTheme, followsHost, i18n, children }: RootProps) {
  const [theme, setTheme] = useState(firstTheme)
  useEffect(() => {
    if (followsHost) onThemeChange((name) => void loadTheme(name).then(setTheme))
  }, [followsHost])
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme} dir={i18n.direction}>
        <I18nContext value={i18n}>
          <Ground>{children}</Ground>
        </I18nContext>
      </FluentProvider>
    </RendererProvider>
  )
}

// A component of its own, because styles created above the RendererProvider would lack the nonce.
function Ground({ children }: { children: ReactNode }) {
  // Keeps Fluent's Tabster instance alive: when it was disposed of with an open dialog, the page stayed hidden from screen readers.
  useFocusFinders()
  return <div className={useStyles().ground}>{children}</div>
}
