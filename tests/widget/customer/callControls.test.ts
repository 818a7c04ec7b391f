import { beforeEach, describe, expect, test } from '@jest/globals'
import { fakeClockForEachTest } from '../../support/jest/fakeClock.ts'
import { panelAtServer, pass, type PanelAtServer } from '../support/panelAtServer.ts'

fakeClockForEachTest()
let panel: PanelAtServer
beforeEach(() => {
  panel = panelAtServer()
})

describe('the ticket of a call window', () => {
  test('is asked for again with a renewed token when the token was refused', async () => {
    await panel.enters()
    panel.answers('call-window', { refused: 'unauthenticated' }, { json: { ticket: 'for the window' } })
    panel.answers('renew', { json: { token: 'renewed', expiresAt: new Date(Date.now() + 900_000).toISOString() } })
    const ticket = panel.controller.callTicket()
    await pass(1000)
    expect(await ticket).toEqual({ ok: true, value: { ticket: 'for the window' } })
    expect(panel.asked('call-window').map(({ token }) => token)).toEqual(['Bearer token', 'Bearer renewed'])
  })

  test('is given up within the ten seconds for which the window waits', async () => {
    await panel.enters()
    panel.answers('call-window', { refused: 'unauthenticated' })
    panel.answers('renew', { refused: 'unauthenticated' })
    const ticket = panel.controller.callTicket()
    await pass(10_000)
    expect(await ticket).toMatchObject({ ok: false, code: 'unauthenticated' })
    expect(panel.toHost.filter(({ type }) => type === 'relaunch')).toHaveLength(1)
  })

  test('is not asked for again after any other refusal', async () => {
    await panel.enters()
    panel.answers('call-window', { refused: 'contactUnavailable' })
    expect(await panel.controller.callTicket()).toMatchObject({ ok: false, code: 'contactUnavailable' })
    expect(panel.asked('call-window')).toHaveLength(1)
  })
})

test.each(['noCall', 'sessionEnded'] as const)(
  'a call that has already ended ("%s") counts as hung up',
  async (refused) => {
    await panel.enters()
    panel.answers('/call/end', { refused })
    expect(await panel.actions.hangUp()).toBe(true)
    panel.answers('/call/end', { refused: 'unavailable' })
    expect(await panel.actions.hangUp()).toBe(false)
  },
)
