import { NavigationType, type Location, type Navigator, type To } from 'react-router'

/** Called before navigation, which it blocks. It may call `leave` later to continue. */
export type LeaveGuard = (leave: () => void) => void

export interface Place {
  location: Location
  action: NavigationType
}

export interface GuardedHistory extends Navigator {
  place: () => Place
  listen: (notify: () => void) => () => void
  /** Sets the only guard; null removes it. */
  setGuard: (guard: LeaveGuard | null) => void
}

interface Entry {
  index: number
  key: string
  user: unknown
}

const pathOf = (to: To): string =>
  typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}${to.hash ?? ''}`

const entryOf = (state: unknown): Entry | null =>
  typeof state === 'object' && state !== null && 'index' in state && 'key' in state ? (state as Entry) : null

/**
 * The browser history with a guard that can block navigation by links and by the back button. Only a change of the path counts.
 * React Router's data mode offers the same, but would add a third to the size of the first page.
 */
export function createGuardedHistory(win: Window): GuardedHistory {
  const listeners = new Set<() => void>()
  let guard: LeaveGuard | null = null
  let skipsGuard = false
  let ignoresNextPop = false

  const read = (action: NavigationType): Place => {
    const { pathname, search, hash } = win.location
    const entry = entryOf(win.history.state)
    const location = { pathname, search, hash, state: entry?.user, key: entry?.key ?? 'default' }
    return { location, action }
  }
  if (!entryOf(win.history.state)) win.history.replaceState({ index: 0, key: 'default', user: null }, '')
  let index = entryOf(win.history.state)?.index ?? 0
  let place = read(NavigationType.Pop)

  const settle = (action: NavigationType) => {
    index = entryOf(win.history.state)?.index ?? index
    place = read(action)
    for (const notify of listeners) notify()
  }
  const write = (how: NavigationType.Push | NavigationType.Replace, to: To, user: unknown) => {
    const entry = {
      index: how === NavigationType.Push ? index + 1 : index,
      key: Math.random().toString(36).slice(2, 10),
      user,
    }
    if (how === NavigationType.Push) win.history.pushState(entry, '', pathOf(to))
    else win.history.replaceState(entry, '', pathOf(to))
    settle(how)
  }
  const stays = (to: To) => new URL(pathOf(to), win.location.href).pathname === win.location.pathname
  const runGuard = (leave: () => void) => (guard ? guard(leave) : leave())

  win.addEventListener('popstate', (event) => {
    if (ignoresNextPop) {
      ignoresNextPop = false
      return
    }
    const delta = (entryOf(event.state)?.index ?? index) - index
    if (!guard || skipsGuard || delta === 0 || win.location.pathname === place.location.pathname) {
      skipsGuard = false
      settle(NavigationType.Pop)
      return
    }
    // The browser has navigated already: go back, then call the guard.
    ignoresNextPop = true
    win.history.go(-delta)
    guard(() => {
      skipsGuard = true
      win.history.go(delta)
    })
  })

  return {
    createHref: pathOf,
    go: (delta) => win.history.go(delta),
    push: (to, state) =>
      stays(to) ? write(NavigationType.Push, to, state) : runGuard(() => write(NavigationType.Push, to, state)),
    replace: (to, state) =>
      stays(to) ? write(NavigationType.Replace, to, state) : runGuard(() => write(NavigationType.Replace, to, state)),
    place: () => place,
    listen: (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    setGuard: (next) => {
      guard = next
    },
  }
}
