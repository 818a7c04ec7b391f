import { beforeEach, expect, test } from '@jest/globals'
import { rememberPlace, startPath } from '../../../tab/ui/routing/lastPlace.ts'

const kept = new Map<string, string>()
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
}
beforeEach(() => {
  kept.clear()
  Object.assign(globalThis, { sessionStorage: storage })
})

const later = () => Date.now() + 1000
const opening = (path: string | null, clickedAt: number | null = null, userId = 'alex') => ({ userId, path, clickedAt })

/** The first load, by a link or without one, and where the user went in it. */
function visit(link: string | null, ...places: string[]) {
  startPath(opening(link))
  for (const place of places) rememberPlace(place)
}

test('the tab starts at the link that opened it, and at its start page without one', () => {
  expect(startPath(opening('/chats/cara'))).toBe('/chats/cara')
  expect(startPath(opening(null))).toBeNull()
})

test('a reload returns to the last place, whether a link opened the tab or not', () => {
  visit(null, '/chats/cara', '/chats/dora')
  expect(startPath(opening(null))).toBe('/chats/dora')
  visit('/chats/cara', '/chats/cara', '/users?active=true')
  expect(startPath(opening('/chats/cara', 1))).toBe('/users?active=true')
})

test('another link, or a new click on the same one, counts more than the last place', () => {
  visit('/chats/cara', '/chats/dora')
  expect(startPath(opening('/chats/erik'))).toBe('/chats/erik')
  visit('/chats/cara', '/chats/dora')
  expect(startPath(opening('/chats/cara', later()))).toBe('/chats/cara')
})

test('the last place of another user is not used', () => {
  visit(null, '/chats/dora')
  expect(startPath(opening(null, null, 'megan'))).toBeNull()
})

test('a browser that blocks storage starts as the host says', () => {
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get: () => {
      throw new Error('blocked')
    },
  })
  visit('/chats/cara', '/chats/dora')
  expect(startPath(opening('/chats/cara'))).toBe('/chats/cara')
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, writable: true, value: storage })
})
