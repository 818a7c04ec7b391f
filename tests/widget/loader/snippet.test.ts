import { beforeEach, describe, expect, test } from '@jest/globals'
import { JSDOM } from 'jsdom'
import { launch } from '#core/contract/customerApi'
import { launchBody, pageLocale } from '../../../widget/loader/snippet.ts'
import { contactId, sessionId } from '../../support/memory/sessionFixtures.ts'

let tag: HTMLElement
/** The page that the loader runs in. */
function visit(url = 'https://shop.example.com/boots', referrer = 'https://search.example.com/') {
  const { window } = new JSDOM(
    `<title>Boots</title><script data-contact-id="${contactId}" data-widget-key="key"></script>`,
    { url, referrer },
  )
  const { document, location, navigator } = window
  Object.assign(globalThis, { document, location, navigator })
  tag = document.querySelector('script') as HTMLElement
}
beforeEach(() => visit())

/** The body as it arrives at the server, which must be what the contract allows. */
const body = (handle: string | null = null) =>
  launch.parse(JSON.parse(JSON.stringify(launchBody(tag, 'en', handle))) as unknown)

describe('the body of a launch', () => {
  test('names contact, page and referrer, and the handle once there is one', () => {
    expect(body()).toMatchObject({ contactId, widgetKey: 'key', locale: 'en', pageTitle: 'Boots', context: {} })
    expect(body()).toMatchObject({
      pageUrl: 'https://shop.example.com/boots',
      referrer: 'https://search.example.com/',
    })
    expect(body()).not.toHaveProperty('handle')
    expect(body(sessionId).handle).toBe(sessionId)
  })

  test.each([299, 300, 301])('holds at most 300 characters of a title of %s', (length) => {
    document.title = 't'.repeat(length)
    expect(body().pageTitle).toHaveLength(Math.min(300, length))
  })

  test('holds no title and no referrer where there is none, nor a referrer that is no web page', () => {
    visit('https://shop.example.com/', 'about:blank')
    document.title = ''
    expect(body()).not.toHaveProperty('pageTitle')
    expect(body()).not.toHaveProperty('referrer')
  })

  test('holds the first 2,048 characters of the address', () => {
    visit(`https://shop.example.com/?${'q'.repeat(3000)}`)
    expect(body().pageUrl).toHaveLength(2048)
  })

  test('holds the first twenty values of the context, of which each has at most 500 characters', () => {
    for (let n = 1; n <= 21; n++) tag.setAttribute(`data-context-key-${n}`, 'v'.repeat(n === 1 ? 500 : 501))
    const { context = {} } = body()
    expect(Object.keys(context)).toHaveLength(20)
    expect(context).not.toHaveProperty('key-21')
    expect(Object.values(context).map(({ length }) => length)).toEqual(Array(20).fill(500))
  })

  test('ignores context keys that the contract refuses, and keeps a key of 40 characters', () => {
    tag.setAttribute('data-context-bad_key', 'x')
    tag.setAttribute('data-context--dash', 'x')
    tag.setAttribute(`data-context-${'k'.repeat(41)}`, 'x')
    tag.setAttribute(`data-context-${'k'.repeat(40)}`, 'x')
    expect(body().context).toEqual({ ['k'.repeat(40)]: 'x' })
  })

  test('cuts an identity that is too long, so that the launch itself is not refused', () => {
    tag.dataset.identity = 'i'.repeat(4001)
    expect(body().identity).toHaveLength(4000)
  })
})

test.each([
  ['the tag', 'de-CH', 'fr', 'de-ch'],
  ['the page', '', 'ar-EG', 'ar-eg'],
  ['nothing that is well-formed', 'de_CH', 'fr', 'en'],
])('the locale is that of %s', (_whose, ofTag, ofPage, locale) => {
  if (ofTag) tag.dataset.locale = ofTag
  document.documentElement.lang = ofPage
  expect(pageLocale(tag)).toBe(locale)
})
