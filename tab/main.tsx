import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'
import { NoHostPage } from './ui/feedback/NoHostPage.tsx'
import { Root } from './shell/Root.tsx'
import { startPath } from './ui/routing/lastPlace.ts'
import { loadTheme } from './ui/layout/themes.ts'
import { notifyHostLoaded, startTeams } from './host/teamsHost.ts'
import { isRightToLeft, languageOf } from './i18n/compiled/languages.ts'
import { createFormat, formatLocale } from './i18n/format/format.ts'
import { loadTranslations } from './i18n/useTranslations.ts'

const host = await startTeams()
const alone = typeof host === 'string'
const locale = alone ? navigator.language : host.locale
const language = languageOf(locale)
const direction = isRightToLeft(language) ? 'rtl' : 'ltr'
const browserTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default'
const [translations, theme] = await Promise.all([
  loadTranslations(language),
  loadTheme(alone ? browserTheme : host.theme),
])
const i18n = { translations, format: createFormat(formatLocale(locale)), direction } as const

document.documentElement.lang = language
document.documentElement.dir = direction
if (!alone) {
  const path = startPath(host)
  // After a reload of the frame alone the history already holds the current page.
  if (path !== null && history.state === null) history.replaceState(null, '', `/tab${path}`)
}

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Root firstTheme={theme} followsHost={!alone} i18n={i18n}>
        {alone ? <NoHostPage why={host} /> : <App />}
      </Root>
    </StrictMode>,
  )
}
if (!alone) notifyHostLoaded()
