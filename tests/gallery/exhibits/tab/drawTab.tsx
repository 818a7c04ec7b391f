/// <reference types="vite/types/importMeta.d.ts" />
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, type ReactNode } from 'react'
import { createRoot, type Root as ReactRoot } from 'react-dom/client'
import { createQueryClient } from '../../../../tab/api/queryClient.ts'
import { isRightToLeft } from '../../../../tab/i18n/compiled/languages.ts'
import type { Translations } from '../../../../tab/i18n/compiled/types.ts'
import { createFormat } from '../../../../tab/i18n/format/format.ts'
import { loadTranslations } from '../../../../tab/i18n/useTranslations.ts'
import { App } from '../../../../tab/shell/App.tsx'
import { Root } from '../../../../tab/shell/Root.tsx'
import { ToastSlot } from '../../../../tab/shell/ToastSlot.tsx'
import { loadTheme } from '../../../../tab/ui/layout/themes.ts'
import { useGuardedHistory as guardedHistory, Routed } from '../../../../tab/ui/routing/Routed.tsx'
import type { Look } from '../exhibit.ts'
import { isAsking, isLoading } from './answers.ts'

let drawn: ReactRoot | null = null

// What the tab loads on demand is there before it is drawn. Not the calls: their store keeps the event stream open for good.
const onDemand = import.meta.glob([
  '/tab/{features,shell,ui}/**/*.tsx',
  '!/tab/features/calls/{Call{Bar,Controls,LeaveGuard,Stage},DevicesMenu,HangUpButton}.tsx',
])
await Promise.all(Object.values(onDemand).map((load) => load()))

async function draw(content: ReactNode, path: string, { theme, language }: Look): Promise<Translations> {
  drawn?.unmount()
  const direction = isRightToLeft(language) ? 'rtl' : 'ltr'
  const [translations, colours] = await Promise.all([
    loadTranslations(language),
    loadTheme(theme === 'light' ? 'default' : theme),
  ])
  Object.assign(document.documentElement, { lang: language, dir: direction })
  document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
  guardedHistory().setGuard(null)
  guardedHistory().replace(`/tab${path}`)
  const place = Object.assign(document.createElement('div'), { id: 'root' })
  document.body.replaceChildren(place)
  // What an error boundary shows is an exhibit, not a fault.
  drawn = createRoot(place, { onCaughtError: () => undefined })
  drawn.render(
    <Root firstTheme={colours} followsHost={false} i18n={{ translations, format: createFormat(language), direction }}>
      {content}
    </Root>,
  )
  await loaded()
  return translations
}

/** The whole tab at a path. */
export const drawTab = (path: string, look: Look): Promise<Translations> => draw(<App />, path, look)

/** Parts of the tab, without the frame around a page. */
export const drawParts = (pieces: ReactNode, look: Look): Promise<Translations> =>
  draw(
    <QueryClientProvider client={createQueryClient()}>
      <Routed>
        <div style={{ height: '100%', overflowY: 'auto' }}>
          <Suspense>{pieces}</Suspense>
        </div>
        <ToastSlot />
      </Routed>
    </QueryClientProvider>,
    '/',
    look,
  )

const turn = () => new Promise((resolve) => setTimeout(resolve, 4))

const isThere = () => {
  const root = document.getElementById('root')
  return Boolean(root?.textContent) && (isLoading() || !root?.querySelector('.fui-Skeleton'))
}

/** Waits until nothing is asked of the server any more, what was answered is drawn, and the page has come to rest. */
export async function loaded(): Promise<void> {
  const end = performance.now() + 5000
  const changes = new MutationObserver(() => undefined)
  changes.observe(document.body, { childList: true, subtree: true, characterData: true })
  for (let quiet = 0; quiet < 4;) {
    await turn()
    quiet = isAsking() || !isThere() || changes.takeRecords().length > 0 ? 0 : quiet + 1
    if (performance.now() > end) throw new Error('The page did not come to rest.')
  }
  changes.disconnect()
}
