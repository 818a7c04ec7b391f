import { beforeEach, describe, expect, test } from '@jest/globals'
import { createGuardedHistory, type GuardedHistory } from '../../../tab/ui/routing/guardedHistory.ts'

/** A window with a history, whose back and forward buttons move at once. */
class Page extends EventTarget {
  entries: { url: string; state: unknown }[] = [{ url: 'https://tab.example/tab/users', state: null }]
  at = 0
  get location() {
    return new URL(this.entries[this.at]?.url ?? '')
  }
  get history() {
    return {
      state: this.entries[this.at]?.state,
      replaceState: (state: unknown, _title: string, url = '') =>
        void (this.entries[this.at] = { state, url: new URL(url, this.location).href }),
      pushState: (state: unknown, _title: string, url: string) => {
        this.entries.splice(this.at + 1, Infinity, { state, url: new URL(url, this.location).href })
        this.at++
      },
      go: (delta: number) => {
        if (!this.entries[this.at + delta]) return
        this.at += delta
        this.dispatchEvent(Object.assign(new Event('popstate'), { state: this.history.state }))
      },
    }
  }
}

let page: Page
let history: GuardedHistory
const path = () => history.place().location.pathname + history.place().location.search
beforeEach(() => {
  page = new Page()
  history = createGuardedHistory(page as unknown as Window)
  history.push('/tab/users/1')
})

/** A guard that keeps what it was asked. */
function guarding() {
  const asked: (() => void)[] = []
  history.setGuard((leave) => void asked.push(leave))
  return asked
}

describe('a guarded history', () => {
  test('stays when a link or the back button would leave, and goes on as soon as the guard allows it', () => {
    const asked = guarding()
    history.push('/tab/tenant')
    page.history.go(-1)
    expect([path(), page.location.pathname, asked.length]).toEqual(['/tab/users/1', '/tab/users/1', 2])
    asked[1]?.()
    expect([path(), page.location.pathname]).toEqual(['/tab/users', '/tab/users'])
  })

  test('goes on to the link that the guard held back', () => {
    const asked = guarding()
    history.push('/tab/tenant')
    asked[0]?.()
    expect([path(), page.at]).toEqual(['/tab/tenant', 2])
  })

  test('asks again the next time after it has let one navigation pass', () => {
    const asked = guarding()
    page.history.go(-1)
    asked[0]?.()
    page.history.go(1)
    expect([path(), asked.length]).toEqual(['/tab/users', 2])
  })

  test('does not ask about a change of the query, nor after the guard is removed', () => {
    const asked = guarding()
    history.replace('/tab/users/1?section=general')
    history.push('/tab/users/1?section=access')
    page.history.go(-1)
    expect([path(), asked.length]).toEqual(['/tab/users/1?section=general', 0])
    history.setGuard(null)
    page.history.go(-1)
    expect([path(), asked.length]).toEqual(['/tab/users', 0])
  })

  test('notifies of each change until the listener leaves', () => {
    let changes = 0
    const leave = history.listen(() => changes++)
    history.push('/tab/tenant')
    page.history.go(-1)
    leave()
    history.push('/tab/tenant')
    expect(changes).toBe(2)
  })
})
