import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startWorld, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const media = 'camera=(self), microphone=(self), display-capture=(self)'

test.each([
  ['the tab', () => `${world.apiUrl}/tab/chats`, 'strict-origin-when-cross-origin', media],
  ['the panel', () => `${world.widgetUrl}/widget/v1/frame/${randomUUID()}`, 'no-referrer', media],
  ['the page of a preview', () => `${world.widgetUrl}/widget/v1/preview`, 'no-referrer', media],
  ['the call window', () => `${world.widgetUrl}/widget/v1/call`, 'no-referrer', media],
  ['the privacy page', () => `${world.apiUrl}/privacy`, 'no-referrer', null],
])(
  '%s is taken for nothing but a page, tells other sites no address, and hands no device on',
  async (_page, addressOf, referrer, devices) => {
    const { status, headers } = await fetch(addressOf())
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe(referrer)
    expect(headers.get('permissions-policy')).toBe(devices)
  },
)
