import { expect, test } from '@jest/globals'
import { fakeClockForEachTest } from '../../support/jest/fakeClock.ts'
import { chatSession, panelAtServer, pass } from '../support/panelAtServer.ts'

fakeClockForEachTest()

test('a session that is open leaves no draft of its first message, and is not opened again by the same text', async () => {
  const panel = panelAtServer()
  await panel.enters(null)
  panel.answers('POST sessions', { json: chatSession })
  panel.actions.open('Mia', 'Hello', '', false)
  expect(panel.stored()).toMatchObject({ draft: 'Hello', opening: { text: 'Hello' } })
  await pass(0)
  expect(panel.stored()).toMatchObject({ draft: '', opening: null, name: 'Mia' })
})
