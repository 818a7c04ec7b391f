import { describe, expect, jest, test } from '@jest/globals'
import { createMeetingTransport } from '#client/call/teamsMeeting/meetingTransport'
import {
  address,
  guest,
  microphone,
  noTracks,
  ownClockAndMedia,
  settled,
  talking,
  track,
} from '../../../widget/support/meetingGuests.ts'
import { Other, standInCallingSdk, TheirPicture } from '../../../widget/support/standInCallingSdk.ts'

ownClockAndMedia()

describe('a guest in a Teams meeting', () => {
  test('comes by its address, with the name, the token, and the devices that were tested', async () => {
    const camera = track('camera')
    const { seen, meeting, transport } = await guest({ camera })
    expect(seen).toMatchObject({ name: 'Mia', token: 'voip' })
    expect(meeting().link).toBe('https://teams.microsoft.com/l/meetup-join/1')
    expect(meeting().sent()).toEqual({ microphone, muted: false, camera, screen: null })
    expect(transport.view().connected).toBe(false)
  })

  test('hears nobody in the lobby, or while the meeting is empty', async () => {
    const { meeting, transport, stops } = await guest()
    const alex = new Other()
    meeting().becomes('InLobby')
    meeting().comes(alex)
    await jest.advanceTimersByTimeAsync(50_000)
    expect(transport.view().connected).toBe(false)
    alex.state = 'InLobby'
    meeting().becomes('Connected')
    await jest.advanceTimersByTimeAsync(50_000)
    expect(transport.view()).toMatchObject({ connected: false, remoteSends: null })
    alex.state = 'Connected'
    alex.signal('stateChanged')
    expect(transport.view()).toMatchObject({ connected: true, remoteSends: { microphone: true, camera: false } })
    expect(stops).toEqual([])
  })

  test('is seen muted, changes devices, turns the camera on and off, and shares the screen', async () => {
    const { meeting, change } = await talking()
    const now = () => meeting().sent()
    await change({ received: false })
    expect(now()).toMatchObject({ microphone, muted: true })
    const [headset, camera, other, screen] = [track('headset'), track('camera'), track('other'), track('screen')]
    await change({ received: true, microphone: headset })
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

  test('who is muted comes muted, and what changes in the lobby is sent from the meeting’s begin on', async () => {
    const { meeting, change } = await guest({}, { received: false })
    expect(meeting().sent().muted).toBe(true)
    meeting().becomes('InLobby')
    const camera = track('camera')
    await change({ received: true, camera })
    expect(meeting().sent()).toMatchObject({ muted: true, camera: null })
    meeting().becomes('Connected')
    await settled()
    expect(meeting().sent()).toMatchObject({ muted: false, camera })
  })

  test('meets who is there already, with what they show', async () => {
    const [alex, face] = [new Other(), new TheirPicture('Video')]
    alex.videoStreams.push(face)
    const { meeting, transport } = await guest({}, { there: [alex] })
    meeting().becomes('Connected')
    await settled()
    expect(transport.view()).toMatchObject({ connected: true, remote: face.picture })
    alex.hides(face)
    expect(transport.view().remote).toBeNull()
  })

  test('chooses where the meeting is heard', async () => {
    const { seen, change } = await talking()
    await change({ speaker: 'headset' })
    expect(seen.speaker).toBe('speaker:headset')
  })

  test('sees the other side, its screen and that it is muted, as long as they are there', async () => {
    const { alex, transport } = await talking()
    const [face, slides] = [new TheirPicture('Video'), new TheirPicture('ScreenSharing')]
    alex.shows(face)
    alex.shows(slides)
    alex.isMuted = true
    alex.signal('isMutedChanged')
    await settled()
    expect(transport.view()).toMatchObject({ remoteSends: { microphone: false, camera: true, screen: true } })
    expect(transport.view().remote).toBe(face.picture)
    expect(transport.view().remoteScreen).toBe(slides.picture)
    face.isAvailable = false
    face.signal('isAvailableChanged')
    expect(transport.view()).toMatchObject({ remote: null, remoteSends: { camera: false, screen: true } })
  })

  test.each([
    ['networkReceiveQuality', 1, 'good'],
    ['networkReceiveQuality', 2, 'fair'],
    ['networkReceiveQuality', 3, 'poor'],
    ['networkReconnect', 2, 'lost'],
  ])('where the diagnostic %s is %i, the quality is %s', async (diagnostic, value, quality) => {
    const { meeting, transport } = await talking()
    meeting().network.signal('diagnosticChanged', { diagnostic, value })
    expect(transport.view().quality).toBe(quality)
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

  test('by hand before the meeting was joined: it is not joined any more', async () => {
    const { sdk, seen } = standInCallingSdk()
    const nothing = () => undefined
    const transport = createMeetingTransport(sdk)({
      ...address,
      ...{ tracks: () => noTracks, isAudible: () => true, speaker: () => null },
      onChange: nothing,
      onStop: nothing,
    })
    transport.close()
    await settled()
    expect(seen).toMatchObject({ meeting: null, disposed: 2 })
  })

  test('by hand: the meeting is left, everything is given back, and nothing is told any more', async () => {
    const { transport, meeting, seen, stops } = await talking()
    transport.close()
    await settled()
    expect(meeting().hungUp).toBe(true)
    expect(seen.disposed).toBe(2)
    meeting().becomes('Disconnected', 0)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(stops).toEqual([])
    expect(transport.view()).toMatchObject({ connected: false, remote: null })
  })
})
