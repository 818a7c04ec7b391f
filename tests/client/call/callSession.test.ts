import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import { hears, sees, startTalkers, type Talkers } from '../../widget/support/callPages.ts'

let talkers: Talkers
beforeAll(async () => {
  talkers = await startTalkers()
})
afterEach(() => talkers.hangUp())
afterAll(() => talkers.close())

async function callSession(media: 'audio' | 'video') {
  const sessionId = await talkers.callTaken(media)
  const [agent, customer] = await Promise.all([
    talkers.window('agent', sessionId, media),
    talkers.window('customer', sessionId, media),
  ])
  await Promise.all([agent.phase('talking'), customer.phase('talking')])
  return { sessionId, agent, customer }
}

test('connects two browsers with audio, video and screen, and shows each side what the other one sends', async () => {
  const { agent, customer } = await callSession('video')
  await Promise.all([hears(agent), hears(customer), sees(agent, 'camera'), sees(customer, 'camera')])
  expect(await agent.view()).toMatchObject({ tracks: ['audio', 'video'], hasScreen: false, problem: null })

  await customer.ask((party) => party.callSession().capture.setMicrophone(false))
  await eventually(async () => (await agent.view()).remoteSends?.microphone === false, 'the agent sees who is muted')
  await eventually(async () => {
    const before = await agent.received()
    await eventually(async () => (await agent.received()).seconds > before.seconds + 1, 'a second more came')
    return (await agent.received()).energy - before.energy < 0.0001
  }, 'it is a second of silence')
  await customer.ask((party) => party.callSession().capture.setMicrophone(true))
  await hears(agent)

  await customer.ask((party) => party.callSession().capture.setCamera(false))
  await eventually(
    async () => (await agent.view()).remoteSends?.camera === false,
    'the agent sees that the camera is off',
  )
  expect(await customer.ask((party) => party.capture.tracks().camera)).toBeNull()
  await customer.ask((party) => party.callSession().capture.setCamera(true))
  await sees(agent, 'camera')

  const { devices, chosen } = await customer.view()
  const other = devices.microphones.find((id) => id !== chosen.microphone) ?? ''
  expect(await customer.ask((party, id) => party.callSession().capture.choose('microphone', id), other)).toBeNull()
  expect((await customer.view()).chosen.microphone).toBe(other)
  await hears(agent)

  expect(await agent.ask((party) => party.callSession().capture.shareScreen())).toBe(true)
  await eventually(async () => (await customer.view()).hasScreen, 'the customer is shown the screen')
  await sees(customer, 'screen')
  await agent.ask((party) => party.callSession().capture.stopScreen())
  await eventually(async () => !(await customer.view()).hasScreen, 'the screen is gone')
})

test('restarts ICE on the same connection after signals were lost', async () => {
  const { agent, customer } = await callSession('audio')
  const rounds = () => Promise.all([agent, customer].map((one) => one.ask((party) => party.round())))
  const before = await rounds()
  await agent.silent(() => customer.ask((party) => party.callSession().streamBack()))
  await eventually(async () => (await rounds()).every((round, index) => round !== before[index]), 'a new round of ICE')
  await Promise.all([hears(agent), hears(customer)])
  expect(await customer.ask((party) => party.connections())).toBe(1)
})

test('stops all devices on both sides after hanging up, and looks at them no more', async () => {
  const { sessionId, agent, customer } = await callSession('audio')
  /** How often the agent's window lists its devices after another one was plugged in. */
  const looks = () =>
    agent.ask(() => {
      const { mediaDevices } = navigator
      let times = 0
      mediaDevices.enumerateDevices = () => {
        times++
        return Promise.resolve([])
      }
      mediaDevices.dispatchEvent(new Event('devicechange'))
      return times
    })
  expect(await looks()).toBe(1)
  expect(await agent.ask((party) => party.hasLiveTrack())).toBe(true)
  await agent.ask((party) => party.callSession().hangUp())
  await customer.phase('over')
  expect(await agent.ask((party) => party.hasLiveTrack())).toBe(false)
  expect(await customer.ask((party) => party.hasLiveTrack())).toBe(false)
  expect(await looks()).toBe(0)
  await eventually(async () => (await talkers.callOf(sessionId)) === null, 'the call is over for the product too')
})

test.each(['agent', 'customer'] as const)(
  'lets a second window of the %s take over the call, and stops the first one',
  async (side) => {
    const { sessionId, ...windows } = await callSession('audio')
    const first = windows[side]
    const other = side === 'agent' ? windows.customer : windows.agent
    const second = await talkers.window(side, sessionId, 'audio')
    await Promise.all([first.phase('elsewhere'), second.phase('talking')])
    await Promise.all([hears(second), hears(other)])
    expect(await first.ask((party) => party.hasLiveTrack())).toBe(false)
    await other.phase('talking')
  },
)

test('offers screen sharing only where the permissions policy allows it', async () => {
  expect(await talkers.offersScreen('display-capture=(self)')).toBe(true)
  expect(await talkers.offersScreen('display-capture=()')).toBe(false)
})

test('switches to another microphone when the current one ends', async () => {
  const { agent, customer } = await callSession('audio')
  await hears(agent)
  await customer.ask((party) => {
    const { microphone } = party.capture.tracks()
    microphone?.stop()
    microphone?.dispatchEvent(new Event('ended'))
  })
  await hears(agent)
  expect(await customer.ask((party) => party.capture.tracks().microphone?.readyState)).toBe('live')
})
