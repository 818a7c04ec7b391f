import { chatFaces, longChats } from '../../widget/support/chatViews.ts'
import { windowFaces } from '../../widget/support/callWindowViews.ts'
import { panelFaces } from '../../widget/support/panelViews.ts'
import type { PanelFace, WindowFace } from '../../widget/support/viewPage.tsx'
import type { Exhibit } from './exhibit.ts'
import { press, type, until } from './hands.ts'

const drawPanel = async (face: PanelFace, language: string) => {
  await import('../../widget/support/viewPage.tsx')
  window.view.clear()
  await window.view.panel(face, language)
}

const panel = (name: string, face: PanelFace, then?: () => Promise<void>): Exhibit => ({
  ...{ id: `panel/${name}`, room: 'panel', screen: 'Panel', phone: true },
  draw: async ({ language }) => {
    await drawPanel(face, language)
    await then?.()
  },
})

const callWindow = (name: string, face: WindowFace, then?: () => Promise<void>): Exhibit => ({
  ...{ id: `call-window/${name}`, room: 'callWindow', screen: 'Call window', phone: true },
  draw: async ({ language }) => {
    await import('../../widget/support/viewPage.tsx')
    window.view.clear()
    await window.view.call(face, language)
    await then?.()
  },
})

const face = (name: string): PanelFace => {
  const found = chatFaces[name]
  if (!found) throw new Error(`There is no face ${name}`)
  return found
}

/** The customer's panel and call window, drawn by their own views from one state each. */
export const widgetExhibits: Exhibit[] = [
  ...Object.entries(chatFaces).map(([name, each]) => panel(name, each)),
  panel('start-wrong', face('start-away'), async () => {
    await type('input[name=name]', '')
    await type('input[type=email]', 'mia@')
    await press('button[type=submit]')
  }),
  panel('start-too-long', face('start-chat-alone'), async () => {
    await type('textarea', 'Hello '.repeat(700))
  }),
  panel('ending', face('stored'), async () => {
    await press('header button:last-child')
    await until('dialog')
  }),
  panel('start-answer-possible', face('start-away'), () => type('input[type=email]', 'mia@shop.example')),
  panel('message-missing', face('ended-unanswered'), async () => {
    await type('textarea', '')
    await press('.ended button[type=submit]')
  }),
  panel('message-not-left', face('ended-unanswered'), async () => {
    window.view.fail('leaveMessage')
    await press('.ended button[type=submit]')
  }),
  {
    ...panel('connected-again', face('stored')),
    draw: async ({ language }) => {
      await drawPanel(face('offline'), language)
      await window.view.panel(face('stored'), language)
    },
  },
  {
    ...panel('new-messages', face('stored')),
    draw: async ({ language }) => {
      const { long, longer } = longChats()
      await drawPanel(long, language)
      const log = await until('[role=log]')
      log.scrollTop = 0
      log.dispatchEvent(new Event('scroll'))
      await window.view.panel(longer, language)
    },
  },
  ...Object.entries(panelFaces).map(([name, each]) => panel(`call-${name}`, each.face)),
  {
    ...{ id: 'panel/outside-a-page', room: 'panel', screen: 'Panel', fresh: true, phone: true },
    draw: async ({ language }) => {
      Object.defineProperty(navigator, 'language', { value: language, configurable: true })
      await import('../../../widget/panel/main.tsx')
      await until('main')
    },
  },
  ...Object.entries(windowFaces).map(([name, each]) => callWindow(name, each.face)),
  callWindow('rejoin', {
    ...windowFaces['test-audio-passed'].face,
    intent: null,
  }),
  callWindow('devices', windowFaces['talking-video'].face, () => press('[aria-haspopup], [aria-expanded=false]')),
]
