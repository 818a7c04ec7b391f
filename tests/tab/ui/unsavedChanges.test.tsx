import { afterAll, expect, test } from '@jest/globals'
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<body><main></main></body>', {
  url: 'https://tab.example/tab/users',
  pretendToBeVisual: true,
})
const { document, location, history, navigator, HTMLElement, Node, Element, Event } = window
Object.assign(globalThis, { window, document, location, history, navigator, HTMLElement, Node, Element })
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

// React and Fluent look for the document when they are loaded.
const { act } = await import('react')
const { createRoot } = await import('react-dom/client')
const { LeaveGuard } = await import('../../../tab/ui/form/UnsavedChangesGuard.tsx')
const { I18nContext, loadTranslations } = await import('../../../tab/i18n/useTranslations.ts')
const { createFormat } = await import('../../../tab/i18n/format/format.ts')

const i18n = { translations: await loadTranslations('en'), format: createFormat('en'), direction: 'ltr' } as const

afterAll(() => void Reflect.deleteProperty(globalThis, 'window'))

/** Whether the browser asks before it closes the window. */
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('the browser asks before the window closes while there are changes, and no longer once they are saved', () => {
  const root = createRoot(document.querySelector('main') ?? document.body)
  const show = (changes: number) =>
    act(() => root.render(<I18nContext value={i18n}>{changes > 0 && <LeaveGuard changes={changes} />}</I18nContext>))
  show(0)
  expect(asks()).toBe(false)
  show(1)
  expect(asks()).toBe(true)
  show(2)
  expect(asks()).toBe(true)
  show(0)
  expect(asks()).toBe(false)
})
