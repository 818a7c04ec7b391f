import { describe, expect, test } from '@jest/globals'
import type { SessionEvent } from '#core/contract/sessions'
import { sessionId } from '../../support/memory/sessionFixtures.ts'
import { fakeClockForEachTest } from '../../support/jest/fakeClock.ts'
import { panelAtServer, pass } from '../support/panelAtServer.ts'

const at = '2026-11-22T09:00:00.000Z'
const opened: SessionEvent = { kind: 'opened', seq: 1, at, modality: 'chat', customerName: 'Mia', ringEndsAt: null }
const accepted: SessionEvent = { kind: 'accepted', seq: 2, at, agentName: 'Alex' }
const ended: SessionEvent = { kind: 'ended', seq: 3, at, outcome: 'endedByUser', canLeaveOfflineMessage: false }

fakeClockForEachTest()

describe('a panel that its customer closes', () => {
  test('forgets the session, the resume secret and unsent messages, and keeps the name', async () => {
    const panel = panelAtServer({ name: 'Mia' })
    await panel.enters()
    panel.answers('/messages', 'unreachable')
    panel.actions.say('Never sent')
    await pass(0)
    expect(panel.stored()).toMatchObject({ resume: 'secret', sessionId, unsent: [{ text: 'Never sent' }] })
    panel.actions.close()
    expect(panel.stored()).toMatchObject({ resume: null, sessionId: null, unsent: [], opening: null, name: 'Mia' })
    expect(panel.toHost.at(-1)).toEqual({ type: 'close' })
  })

  test('closes its socket and opens no other', async () => {
    const panel = panelAtServer()
    await panel.enters()
    panel.becomesReady()
    panel.actions.close()
    await pass(600_000)
    expect(panel.sockets.map(({ isClosed }) => isClosed)).toEqual([true])
  })

  test('aborts the long poll that waits for events, and begins no other', async () => {
    const panel = panelAtServer()
    await panel.enters()
    panel.answers('/events', { json: { items: [] } }, 'hang')
    panel.loses()
    await pass(1000)
    panel.loses()
    await pass(1000)
    const polls = () => panel.asked('/events')
    expect(polls().at(-1)?.isAborted()).toBe(false)
    const before = polls().length
    panel.actions.close()
    expect(polls().at(-1)?.isAborted()).toBe(true)
    await pass(600_000)
    expect(polls()).toHaveLength(before)
  })
})

test('a new chat closes the stream of the previous one and forgets its session, but not the secret', async () => {
  const panel = panelAtServer()
  await panel.enters()
  panel.receives(opened, accepted, ended)
  panel.actions.again()
  expect(panel.sockets.map(({ isClosed }) => isClosed)).toEqual([true])
  expect(panel.stored()).toMatchObject({ sessionId: null, resume: 'secret' })
  expect(panel.toHost.at(-1)).toEqual({ type: 'relaunch', handle: null })
})

test('an ended chat keeps its stream for a minute, in which an offline message may arrive, and then closes it', async () => {
  const panel = panelAtServer()
  await panel.enters()
  panel.becomesReady()
  panel.receives(opened, accepted, ended)
  await pass(59_000)
  expect(panel.sockets.map(({ isClosed }) => isClosed)).toEqual([false])
  await pass(2000)
  expect(panel.sockets.map(({ isClosed }) => isClosed)).toEqual([true])
})

describe('the number of unread events', () => {
  test('grows while the panel is minimised, and is reset when it is shown', async () => {
    const panel = panelAtServer()
    await panel.enters()
    panel.receives(opened)
    panel.page.visible = false
    panel.receives(accepted)
    panel.receives(ended)
    expect(panel.unread).toEqual([1, 2])
    panel.page.visible = true
    panel.controller.onFrame({ type: 'shown', shown: true })
    expect(panel.unread).toEqual([1, 2, 0])
    expect(panel.stored().readUpTo).toBe(3)
  })

  test('is reset when the customer comes back to the browser tab', async () => {
    const panel = panelAtServer()
    await panel.enters()
    panel.receives(opened)
    panel.page.visible = false
    panel.receives(accepted)
    panel.page.visible = true
    panel.controller.read()
    expect(panel.unread).toEqual([1, 0])
  })

  test('starts again at zero in the next session', async () => {
    const panel = panelAtServer({ sessionId: '20000000-0000-4000-8000-000000000009', readUpTo: 7 })
    await panel.enters()
    panel.page.visible = false
    panel.receives(opened, accepted)
    expect(panel.unread).toEqual([1])
  })
})
