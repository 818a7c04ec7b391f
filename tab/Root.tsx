import {
  FluentProvider,
  RendererProvider,
  createDOMRenderer,
  makeStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components'
import { useEffect, useState, type ReactNode } from 'react'
import { onThemeChange, type HostTheme } from './teams.ts'
import { SpeechContext, type Speech } from './words/speech.ts'

const themes = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

// The policy of the page lets styles in only with the value that the server wrote into this answer.
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
  /** Null outside Teams: then the theme is the browser's and stays. */
  hostTheme: HostTheme | null
  speech: Speech
  children: ReactNode
}

const browserTheme = (): HostTheme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default')

/** Dresses everything below in the host's theme, direction and language. */
export function Root({ hostTheme, speech, children }: RootProps) {
  const [theme, setTheme] = useState(hostTheme ?? browserTheme())
  useEffect(() => {
    if (hostTheme !== null) onThemeChange(setTheme)
  }, [hostTheme])
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themes[theme]} dir={speech.direction}>
        <SpeechContext value={speech}>
          <Ground>{children}</Ground>
        </SpeechContext>
      </FluentProvider>
    </RendererProvider>
  )
}

// Apart, since styles made above the RendererProvider would miss its nonce.
function Ground({ children }: { children: ReactNode }) {
  return <div className={useStyles().ground}>{children}</div>
}
