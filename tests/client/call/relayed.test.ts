import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { hasTurnServer, startTurnServer, type TurnServer } from '../../support/turnServer.ts'
import { hears, sees, startTalkers, type Talkers } from '../../widget/support/callPages.ts'

let turn: TurnServer
let talkers: Talkers
const here = hasTurnServer()
beforeAll(async () => {
  if (!here) return
  turn = await startTurnServer()
  talkers = await startTalkers({ turn })
})
afterEach(() => (here ? talkers.hangUp() : undefined))
afterAll(async () => {
  if (here) await Promise.all([talkers.close(), turn.stop()])
})

const named = here ? test : test.skip
const without = here ? '' : ' (skipped: this machine has no coturn)'

/** Both sides of a call that uses TURN relay candidates only. */
async function relayed(media: 'audio' | 'video') {
  const sessionId = await talkers.callTaken(media)
  const windows = await Promise.all([
    talkers.window('agent', sessionId, media, true),
    talkers.window('customer', sessionId, media, true),
  ])
  const allAre = (phase: 'talking' | 'reconnecting') => Promise.all(windows.map((one) => one.phase(phase)))
  await allAre('talking')
  return { windows, allAre }
}

named(`connects the call through TURN where the browsers cannot reach each other${without}`, async () => {
  const { windows } = await relayed('video')
  await Promise.all(windows.map(async (one) => Promise.all([hears(one), sees(one, 'camera')])))
  // A remote candidate that was learned from a packet is reported as reflexive, so only the local one is checked.
  const halves = await Promise.all(windows.map(async (one) => (await one.received()).pair.split('/')[0]))
  expect(halves).toEqual(['relay', 'relay'])
})

named(`reconnects after the network was lost and is back${without}`, async () => {
  const { windows, allAre } = await relayed('audio')
  await Promise.all(windows.map(hears))
  await turn.stop()
  await allAre('reconnecting')
  await turn.start()
  await allAre('talking')
  await Promise.all(windows.map(hears))
})
