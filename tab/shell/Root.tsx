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
import { SpeechContext, type Speech } from '../i18n/useWords.ts'

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
  firstTheme: Theme
  /** False outside Teams, where nobody changes the theme. */
  followsHost: boolean
  speech: Speech
  children: ReactNode
}

/** Dresses everything below in the host's theme, direction and language. */
export function Root({ firstTheme, followsHost, speech, children }: RootProps) {
  const [theme, setTheme] = useState(firstTheme)
  useEffect(() => {
    if (followsHost) onThemeChange((name) => void loadTheme(name).then(setTheme))
  }, [followsHost])
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme} dir={speech.direction}>
        <SpeechContext value={speech}>
          <Ground>{children}</Ground>
        </SpeechContext>
      </FluentProvider>
    </RendererProvider>
  )
}

// Apart, since styles made above the RendererProvider would miss its nonce.
function Ground({ children }: { children: ReactNode }) {
  // Fluent's focus keeper goes with its last user. One that went with an open dialog left the whole page hidden from screen readers.
  useFocusFinders()
  return <div className={useStyles().ground}>{children}</div>
}
