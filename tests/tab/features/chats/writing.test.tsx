import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { JSDOM } from 'jsdom'
import { aSession } from '../../support/chatsSamples.ts'

const { window } = new JSDOM('<body><main></main></body>', {
  url: 'https://tab.example/tab/chats',
  pretendToBeVisual: true,
})
const { document, location, navigator, HTMLElement, Node, Element, KeyboardEvent } = window
Object.assign(globalThis, { window, document, location, navigator, HTMLElement, Node, Element })
Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  // jsdom computes no layout.
  ResizeObserver: class {
    observe = () => undefined
    disconnect = () => undefined
  },
})

// React and Fluent look for the document when they are loaded.
const { act } = await import('react')
const { createRoot } = await import('react-dom/client')
const { Composer } = await import('../../../../tab/features/chats/conversation/Composer.tsx')
const { chatStore } = await import('../../../../tab/features/chats/store/useChats.ts')
const { threadOf } = await import('../../../../tab/features/chats/store/chatState.ts')
const { I18nContext, loadTranslations } = await import('../../../../tab/i18n/useTranslations.ts')
const { createFormat } = await import('../../../../tab/i18n/format/format.ts')

const i18n = { translations: await loadTranslations('en'), format: createFormat('en'), direction: 'ltr' } as const
const session = aSession()
const root = createRoot(document.querySelector('main') ?? document.body)
const area = () => {
  const box = document.querySelector('textarea')
  if (!box) throw new Error('There is no text box')
  return box
}
const thread = () => threadOf(chatStore.get(), session.id)
const said = () => thread().unsent.map(({ text }) => text)
/** Does it, and lets everything happen that follows at once. */
const does = (what: () => unknown) =>
  act(async () => {
    what()
    await new Promise(setImmediate)
  })
const write = (text: string) => does(() => chatStore.write(session.id, text))
/** Presses Enter, and answers whether the browser goes on to insert a line break. */
async function enter(init: KeyboardEventInit = {}): Promise<boolean> {
  let goesOn = false
  await does(() => {
    goesOn = area().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
    )
  })
  return goesOn
}
const status = () => document.querySelector('[role=status]')?.textContent

beforeAll(async () => {
  const box = { current: null }
  await does(() =>
    root.render(
      <I18nContext value={i18n}>
        <Composer session={session} box={box} onLeave={() => undefined} />
      </I18nContext>,
    ),
  )
})
beforeEach(async () => {
  for (const { key } of thread().unsent) await does(() => chatStore.forget(session.id, key))
})
afterAll(async () => {
  await does(() => root.unmount())
  Reflect.deleteProperty(globalThis, 'window')
})

test('Enter belongs to the input method while it composes, and the next one sends', async () => {
  await write('こんにち')
  expect(await enter({ isComposing: true })).toBe(true)
  expect([said(), thread().draft]).toEqual([[], 'こんにち'])
  expect(await enter()).toBe(false)
  expect([said(), thread().draft]).toEqual([['こんにち'], ''])
})

test('4,000 characters are sent and 4,001 are not, of which one is too many', async () => {
  await write('x'.repeat(4001))
  await enter()
  expect([said(), status(), area().ariaInvalid]).toEqual([[], '1 character too many', 'true'])
  await write('x'.repeat(4000))
  expect([status(), area().ariaInvalid]).toEqual(['0 characters left', 'false'])
  await enter()
  expect(said()).toEqual(['x'.repeat(4000)])
})

test('blank text is not sent, and Shift+Enter inserts a line break', async () => {
  await write(' \n ')
  await enter()
  await write('one')
  expect(await enter({ shiftKey: true })).toBe(true)
  expect(said()).toEqual([])
})
