import { expect, test } from '@jest/globals'
import { fakeClockForEachTest } from '../../support/jest/fakeClock.ts'
import { panelAtServer, pass } from '../support/panelAtServer.ts'

fakeClockForEachTest()

test('an agent who goes on typing is shown as typing until six seconds after the last sign of it', async () => {
  const panel = panelAtServer()
  await panel.enters()
  panel.becomesReady()
  const isTyping = () => panel.controller.chat().agentTypes
  panel.types()
  await pass(4000)
  panel.types()
  await pass(5999)
  expect(isTyping()).toBe(true)
  await pass(1)
  expect(isTyping()).toBe(false)
})
