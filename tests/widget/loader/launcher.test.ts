import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { JSDOM } from 'jsdom'
import { mountLauncher } from '../../../widget/loader/launcher.ts'
import type { LaunchAnswer } from '../../../widget/loader/launch.ts'
import type { HostMessage, PanelMessage } from '../../../widget/protocol/panelMessages.ts'
import { sessionId } from '../../support/memory/sessionFixtures.ts'

const origin = 'https://interact.example'
const launched = { ticket: 'ticket', frameUrl: '/widget/v1/frame/contact' }
const store = 'interact:contact'

/** A shop page with the launcher, whose launches and panel are played by the test. */
function shopPage({ locale = 'en', kept = '', answers = [launched] as LaunchAnswer[] } = {}) {
  const { window } = new JSDOM('<body></body>', { url: 'https://shop.example.com/' })
  const { document, location, sessionStorage } = window
  if (kept) sessionStorage.setItem(store, kept)
  // jsdom has no style sheets of this kind, and no window around a page that is pinch-zoomed.
  class CSSStyleSheet {
    replaceSync = () => undefined
  }
  Object.assign(globalThis, { window, document, location, sessionStorage, CSSStyleSheet })
  Object.assign(globalThis, { addEventListener: window.addEventListener.bind(window) })
  const handles: (string | null)[] = []
  const toPanel: HostMessage[] = []
  // jsdom loads no page of another origin.
  const panel = { postMessage: (message: HostMessage) => void toPanel.push(message) }
  Object.defineProperty(window.HTMLIFrameElement.prototype, 'contentWindow', { value: panel })
  mountLauncher({
    ...{ origin, locale, store, label: undefined, accent: null, side: 'end' as const },
    launch: (handle) => {
      handles.push(handle)
      return Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) ?? launched)
    },
  })
  const root = document.documentElement.lastElementChild?.shadowRoot
  const button = root?.querySelector('button')
  const badge = root?.querySelector('span')
  if (!root || !button || !badge) throw new Error('There is no launcher')
  const frame = () => root.querySelector('iframe')
  return {
    ...{ root, button, badge, frame, handles, toPanel },
    note: () => root.querySelector('output')?.textContent ?? '',
    stored: () => sessionStorage.getItem(store),
    /** Clicks the button and waits for the launch. */
    click: async () => {
      button.click()
      await jest.advanceTimersByTimeAsync(0)
    },
    /** A message of the panel; by default from its window and origin. */
    says: async (data: PanelMessage, from = origin) => {
      const source = frame()?.contentWindow
      window.dispatchEvent(Object.assign(new window.Event('message'), { data, source, origin: from }))
      await jest.advanceTimersByTimeAsync(0)
    },
  }
}
const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000)

beforeEach(() => void jest.useFakeTimers())

describe('a panel that is closed', () => {
  test('leaves the page, which forgets the handle and focuses the button', async () => {
    const shop = shopPage()
    await shop.click()
    await shop.says({ type: 'ready' })
    await shop.says({ type: 'session', handle: sessionId })
    expect(shop.stored()).toBe(`1${sessionId}`)
    shop.frame()?.focus()
    await shop.says({ type: 'close' })
    expect([shop.frame(), shop.stored(), shop.button.ariaExpanded]).toEqual([null, null, 'false'])
    expect(shop.root.activeElement).toBe(shop.button)
    await shop.click()
    expect(shop.handles).toEqual([null, null])
  })

  test('is kept when it is only minimised, and says so to the next page', async () => {
    const shop = shopPage()
    await shop.click()
    await shop.says({ type: 'ready' })
    await shop.says({ type: 'session', handle: sessionId })
    await shop.says({ type: 'minimise' })
    expect([shop.frame()?.hidden, shop.stored(), shop.button.ariaExpanded]).toEqual([true, `0${sessionId}`, 'false'])
    expect(shop.root.activeElement).toBe(shop.button)
    expect(shop.toPanel.at(-1)).toEqual({ type: 'shown', shown: false })
  })
})

describe('the badge of unread messages', () => {
  test('is shown while the panel is minimised, and removed when it is opened', async () => {
    const shop = shopPage()
    await shop.click()
    await shop.says({ type: 'ready' })
    await shop.says({ type: 'minimise' })
    await shop.says({ type: 'unread', count: 2, label: 'Unread: 2' })
    expect([shop.badge.textContent, shop.badge.ariaLabel]).toEqual(['2', 'Unread: 2'])
    await shop.click()
    expect(shop.badge.textContent).toBe('')
  })

  test('is removed when the panel reports that nothing is unread', async () => {
    const shop = shopPage()
    await shop.click()
    await shop.says({ type: 'unread', count: 2, label: 'Unread: 2' })
    await shop.says({ type: 'unread', count: 0, label: 'Unread: 0' })
    expect(shop.badge.textContent).toBe('')
  })
})

describe('the panel’s request for a new ticket', () => {
  test('launches with the handle it names and hands over the ticket', async () => {
    const shop = shopPage({ answers: [launched, { ...launched, ticket: 'second' }] })
    await shop.click()
    await shop.says({ type: 'ready' })
    await shop.says({ type: 'relaunch', handle: sessionId })
    expect(shop.handles).toEqual([null, sessionId])
    expect(shop.toPanel.at(-1)).toMatchObject({ type: 'ticket', ticket: 'second', resumed: true, focus: false })
  })

  test('reports that there is none, and when to ask again', async () => {
    const shop = shopPage({ answers: [launched, { retry: 40 }] })
    await shop.click()
    await shop.says({ type: 'ready' })
    await shop.says({ type: 'relaunch', handle: null })
    expect(shop.toPanel.at(-1)).toEqual({ type: 'noTicket', retry: 40 })
  })

  test('is ignored from any other origin', async () => {
    const shop = shopPage()
    await shop.click()
    await shop.says({ type: 'relaunch', handle: sessionId }, 'https://evil.example')
    expect([shop.handles, shop.stored()]).toEqual([[null], null])
  })
})

describe('a launch that is refused', () => {
  test('shows the waiting time for as long as it lasts', async () => {
    const shop = shopPage({ answers: [{ retry: 40 }] })
    await shop.click()
    await pass(39)
    expect(shop.note()).toBe('Try again in 40 seconds.')
    await pass(1)
    expect(shop.note()).toBe('')
  })

  test('after a reload is tried again after the waiting time, as long as there is a session to resume', async () => {
    const shop = shopPage({ kept: `1${sessionId}`, answers: [{ retry: 40 }, launched] })
    await pass(39)
    expect([shop.handles, shop.note()]).toEqual([[sessionId], ''])
    await pass(1)
    expect(shop.handles).toEqual([sessionId, sessionId])
    expect(shop.frame()?.hidden).toBe(false)
  })

  test('for good forgets the session, and is not tried again', async () => {
    const shop = shopPage({ kept: `1${sessionId}`, answers: [{ retry: null }] })
    await pass(120)
    expect([shop.handles, shop.stored()]).toEqual([[sessionId], null])
  })
})

test('a panel that does not report itself within fifteen seconds is removed, and says that there is no connection', async () => {
  const shop = shopPage()
  await shop.click()
  await pass(14)
  expect(shop.frame()).not.toBeNull()
  await pass(1)
  expect([shop.frame(), shop.note()]).toEqual([null, 'No connection. Try again.'])
})
