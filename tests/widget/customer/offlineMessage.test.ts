import { beforeEach, describe, expect, test } from '@jest/globals'
import { fakeClockForEachTest } from '../../support/jest/fakeClock.ts'
import { chatSession, contact, panelAtServer, pass, type PanelAtServer } from '../support/panelAtServer.ts'

const unanswered = { ...chatSession, status: 'ended' as const, canLeaveOfflineMessage: true }
fakeClockForEachTest()
let panel: PanelAtServer
beforeEach(() => {
  panel = panelAtServer()
})

describe('an offline message', () => {
  test.each(['unavailable', 'tooManyRequests', 'sessionEnded'] as const)(
    'that is refused with "%s" counts as not left and stays in the draft',
    async (refused) => {
      await panel.enters(unanswered)
      panel.answers('/offline-message', { refused })
      expect(await panel.actions.leaveMessage('Call me', 'mia@example.com')).toBe(false)
      expect(panel.stored()).toMatchObject({ draft: 'Call me', email: 'mia@example.com' })
    },
  )

  test('that gets no answer within fifteen seconds counts as not left', async () => {
    await panel.enters(unanswered)
    panel.answers('/offline-message', 'hang')
    const left = panel.actions.leaveMessage('Call me', '')
    await pass(15_000)
    expect(await left).toBe(false)
  })

  test('that was left by an attempt whose answer was lost counts as left', async () => {
    await panel.enters(unanswered)
    panel.answers('/offline-message', { refused: 'messageNotPossible' })
    expect(await panel.actions.leaveMessage('Call me', '')).toBe(true)
    expect(panel.stored().draft).toBe('')
  })

  test('of a customer who found the user away is left in the session that is opened for it, without a first message', async () => {
    await panel.enters(null, { contact: { ...contact, available: false } })
    panel.answers('POST sessions', { json: unanswered })
    panel.actions.open('Mia', 'Call me', 'mia@example.com', true)
    await pass(0)
    expect(panel.asked('POST sessions')[0]?.body).not.toHaveProperty('text')
    expect(panel.asked('/offline-message').map(({ body }) => body)).toEqual([
      { text: 'Call me', email: 'mia@example.com' },
    ])
  })

  test('is sent as the first message when the user is available again', async () => {
    await panel.enters(null, { contact: { ...contact, available: false } })
    panel.answers('POST sessions', { json: { ...chatSession, status: 'ringing' } })
    panel.actions.open('Mia', 'Call me', '', true)
    await pass(0)
    expect(panel.asked('/offline-message')).toEqual([])
    expect(panel.asked('/messages').map(({ body }) => body.text)).toEqual(['Call me'])
  })
})
