/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { sessionOf, stageOf, type ChatState } from '../customer/chatState.ts'
import type { StoredPanel } from '../customer/panelStorage.ts'
import { transcriptOf } from '#client/session/transcript'
import type { Actions } from '../customer/panelController.ts'
import { createTranslator, type Translations } from '../i18n/translate.ts'
import { Banner, Header } from './Header.tsx'
import { Blocked, WindowBar } from './call/WindowBar.tsx'
import { CallBar } from './call/CallBar.tsx'
import type { Calling } from './call/callWindow.ts'
import { EndDialog } from './conversation/EndDialog.tsx'
import { LiveRegion } from './ui/LiveRegion.tsx'
import { PanelStage } from './PanelStage.tsx'
import { TranslatorProvider } from './ui/useTranslator.ts'

export interface PanelProps {
  chat: ChatState
  kept: StoredPanel
  translations: Translations
  locale: string
  /** Incremented each time the user opens the panel, which moves the focus into it. */
  attention: number
  actions: Actions
  calling: Calling
  serverNow: () => number
}

const first = (selector: string) => document.querySelector<HTMLElement>(selector)

/** The panel, rendered from one state and its actions. */
export function Panel({ chat, kept, translations, locale, attention, actions, calling, serverNow }: PanelProps) {
  const [ending, setEnding] = useState(false)
  const progress = sessionOf(chat)
  const stage = stageOf(chat, progress)
  const rows = transcriptOf(chat, 'customer')
  const name = progress?.agentName ?? chat.contact?.displayName ?? ''
  const call = progress?.call ?? null
  const mayCall = stage === 'active' && !call && chat.connection === 'connected' && !chat.barred
  const live = stage === 'active' || (stage === 'ringing' && progress !== null)

  // Focuses the first empty field of the start form, or the composer. If the panel opened by itself, the page keeps the focus.
  const answered = useRef(0)
  useEffect(() => {
    const lost = document.hasFocus() && document.activeElement === document.body
    // Between the start form and the composer there is no field, and a focused button would receive the user's key presses.
    const between = stage === 'loading' || (stage === 'ringing' && !live)
    if (between || (answered.current === attention && !lost)) return
    answered.current = attention
    const boxes = [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
    const box = boxes.find(({ value }) => !value) ?? boxes.at(-1)
    const target = box ?? first('.page button, .ended button, .call button') ?? first('header button')
    target?.focus()
  }, [attention, stage, live, ending])
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog')) actions.minimise()
    }
    addEventListener('keydown', escape)
    return () => removeEventListener('keydown', escape)
  }, [])
  useEffect(() => {
    if (name) document.title = name
  }, [name])

  return (
    <TranslatorProvider value={createTranslator(translations, locale, name)}>
      <header>
        <Header
          stage={stage}
          available={chat.contact?.available ?? false}
          preview={chat.contact?.preview ?? false}
          calls={call?.status === 'started'}
          offered={mayCall ? (chat.contact?.modalities ?? []) : []}
          onCall={(media) => calling.start('ring', media)}
          onMinimise={actions.minimise}
          onClose={() => (live ? setEnding(true) : actions.close())}
        />
        {call && <CallBar {...{ call, calling, actions, serverNow }} />}
        {stage === 'start' && calling.window === 'open' && <WindowBar calling={calling} />}
        {calling.window === 'blocked' && <Blocked link={calling.link} />}
        <Banner chat={chat} progress={progress} serverNow={serverNow} />
      </header>
      <PanelStage {...{ chat, kept, progress, stage, rows, actions, calling, serverNow }} />
      <LiveRegion rows={rows} connection={chat.connection} call={call} />
      {ending && live && <EndDialog onEnd={actions.end} onKeep={() => setEnding(false)} />}
    </TranslatorProvider>
  )
}
