import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Tracks } from '../../widget/media/talkTypes.ts'
import { guestOf } from '../../widget/meeting/joinAsGuest.ts'
import { Other, standInCallingSdk, TheirPicture } from './support/standInCallingSdk.ts'

// Node has no media: a stream is what holds tracks, and a track is known by its name.
class PlainStream {
  private readonly tracks: unknown[]
  constructor(tracks: unknown[] = []) {
    this.tracks = tracks
  }
  getTracks = () => this.tracks
}
const track = (name: string) => ({ name }) as unknown as MediaStreamTrack
const microphone = track('microphone')

beforeEach(() => {
  jest.useFakeTimers()
  Object.assign(globalThis, { MediaStream: PlainStream })
})
afterEach(() => {
  jest.useRealTimers()
  Reflect.deleteProperty(globalThis, 'MediaStream')
})
const settled = () => jest.advanceTimersByTimeAsync(0)

async function guest(own: Partial<Tracks> = {}, options = {}) {
  const { sdk, seen, meeting } = standInCallingSdk(options)
  const sent: Tracks = { microphone, camera: null, screen: null, ...own }
  const asked = { heard: true, speaker: null as string | null }
  const stops: string[] = []
  const carriage = guestOf(sdk)({
    joinUrl: 'https://teams.microsoft.com/l/meetup-join/1',
    guest: { token: 'voip', userId: '8:acs:1', expiresAt: '2026-11-28T10:00:00.000Z', displayName: 'Mia' },
    tracks: () => sent,
    isHeard: () => asked.heard,
    speaker: () => asked.speaker,
    onChange: () => undefined,
    onStop: (why) => stops.push(why),
  })
  await settled()
  const change = async (what: Partial<Tracks & typeof asked>) => {
    Object.assign(sent, what)
    Object.assign(asked, what)
    carriage.changed()
    await settled()
  }
  return { carriage, seen, meeting, stops, change }
}

/** In the meeting, together with Alex. */
async function talking(own: Partial<Tracks> = {}) {
  const made = await guest(own)
  const alex = new Other()
  made.meeting().becomes('Connected')
  made.meeting().comes(alex)
  await settled()
  return { ...made, alex }
}

describe('a guest in a Teams meeting', () => {
  test('comes by its address, with the name, the token, and the devices that were tested', async () => {
    const camera = track('camera')
    const { seen, meeting, carriage } = await guest({ camera })
    expect(seen).toMatchObject({ name: 'Mia', token: 'voip' })
    expect(meeting().link).toBe('https://teams.microsoft.com/l/meetup-join/1')
    expect(meeting().sent()).toEqual({ microphone, muted: false, camera, screen: null })
    expect(carriage.view().connected).toBe(false)
  })

  test('hears nobody in the lobby, or while the meeting is empty', async () => {
    const { meeting, carriage, stops } = await guest()
    meeting().becomes('InLobby')
    await jest.advanceTimersByTimeAsync(50_000)
    expect(carriage.view().connected).toBe(false)
    meeting().becomes('Connected')
    expect(carriage.view().connected).toBe(false)
    meeting().comes(new Other())
    expect(carriage.view()).toMatchObject({ connected: true, remoteSends: { microphone: true, camera: false } })
    expect(stops).toEqual([])
  })

  test('is seen muted, changes devices, turns the camera on and off, and shares the screen', async () => {
    const { meeting, change } = await talking()
    const now = () => meeting().sent()
    await change({ heard: false })
    expect(now()).toMatchObject({ microphone, muted: true })
    const [headset, camera, other, screen] = [track('headset'), track('camera'), track('other'), track('screen')]
    await change({ heard: true, microphone: headset })
    expect(now()).toMatchObject({ microphone: headset, muted: false })
    await change({ camera })
    expect(now().camera).toBe(camera)
    await change({ camera: other })
    expect(now().camera).toBe(other)
    await change({ camera: null, screen })
    expect(now()).toMatchObject({ camera: null, screen })
    await change({ screen: null })
    expect(now().screen).toBeNull()
  })

  test('chooses where the meeting is heard', async () => {
    const { seen, change } = await talking()
    await change({ speaker: 'headset' })
    expect(seen.speaker).toBe('speaker:headset')
  })

  test('sees the other side, its screen and that it is muted, as long as they are there', async () => {
    const { alex, carriage } = await talking()
    const [face, slides] = [new TheirPicture('Video'), new TheirPicture('ScreenSharing')]
    alex.shows(face)
    alex.shows(slides)
    alex.isMuted = true
    alex.tell('isMutedChanged')
    await settled()
    expect(carriage.view()).toMatchObject({ remoteSends: { microphone: false, camera: true, screen: true } })
    expect(carriage.view().remote).toBe(face.picture)
    expect(carriage.view().remoteScreen).toBe(slides.picture)
    face.isAvailable = false
    face.tell('isAvailableChanged')
    expect(carriage.view()).toMatchObject({ remote: null, remoteSends: { camera: false, screen: true } })
  })

  test.each([
    ['networkReceiveQuality', 1, 'good'],
    ['networkReceiveQuality', 2, 'fair'],
    ['networkReceiveQuality', 3, 'poor'],
    ['networkReconnect', 2, 'lost'],
  ])('where the diagnostic %s is %i, the quality is %s', async (diagnostic, value, quality) => {
    const { meeting, carriage } = await talking()
    meeting().network.tell('diagnosticChanged', { diagnostic, value })
    expect(carriage.view().quality).toBe(quality)
  })
})

describe('it ends', () => {
  test('when the other one has left and does not come back; who only changes the device is waited for', async () => {
    const { meeting, alex, stops } = await talking()
    meeting().goes(alex)
    await jest.advanceTimersByTimeAsync(10_000)
    meeting().comes(alex)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(stops).toEqual([])
    meeting().goes(alex)
    await jest.advanceTimersByTimeAsync(16_000)
    expect(stops).toEqual(['otherLeft'])
  })

  test('when the meeting was ended', async () => {
    const { meeting, stops } = await talking()
    meeting().becomes('Disconnected', 0)
    expect(stops).toEqual(['otherLeft'])
  })

  test('for this window alone when it is cut off, or not let in', async () => {
    const cutOff = await talking()
    cutOff.meeting().becomes('Disconnected', 490)
    const notLetIn = await guest()
    notLetIn.meeting().becomes('InLobby')
    notLetIn.meeting().becomes('Disconnected', 0)
    expect([cutOff.stops, notLetIn.stops]).toEqual([['failed'], ['failed']])
  })

  test('for this window alone when the meeting is not reached in time, or the token is not taken', async () => {
    const slow = await guest()
    await jest.advanceTimersByTimeAsync(21_000)
    const refused = await guest({}, { refused: true })
    expect([slow.stops, refused.stops]).toEqual([['failed'], ['failed']])
  })

  test('by hand: the meeting is left, everything is given back, and nothing is told any more', async () => {
    const { carriage, meeting, seen, stops } = await talking()
    carriage.close()
    await settled()
    expect(meeting().hungUp).toBe(true)
    expect(seen.disposed).toBe(2)
    meeting().becomes('Disconnected', 0)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(stops).toEqual([])
    expect(carriage.view()).toMatchObject({ connected: false, remote: null })
  })
})
