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
  test('joins by URL with the name, the token and the tested devices', async () => {
    const camera = track('camera')
    const { seen, meeting, transport } = await guest({ camera })
    expect(seen).toMatchObject({ name: 'Mia', token: 'voip' })
    expect(meeting().link).toBe('https://teams.microsoft.com/l/meetup-join/1')
    expect(meeting().sent()).toEqual({ microphone, muted: false, camera, screen: null })
    expect(transport.view().connected).toBe(false)
  })

  test('is not connected in the lobby or in an empty meeting', async () => {
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

  test('mutes, changes devices, turns the camera on and off, and shares the screen', async () => {
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

  test('joins muted if the microphone is muted, and applies changes from the lobby once the meeting begins', async () => {
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

  test('shows participants and video streams that are there already', async () => {
    const [alex, face] = [new Other(), new TheirPicture('Video')]
    alex.videoStreams.push(face)
    const { meeting, transport } = await guest({}, { there: [alex] })
    meeting().becomes('Connected')
    await settled()
    expect(transport.view()).toMatchObject({ connected: true, remote: face.picture })
    alex.hides(face)
    expect(transport.view().remote).toBeNull()
  })

  test('selects the speaker', async () => {
    const { seen, change } = await talking()
    await change({ speaker: 'headset' })
    expect(seen.speaker).toBe('speaker:headset')
  })

  test('shows the other side’s camera, screen and mute state while their streams are available', async () => {
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
  ])('maps the diagnostic %s with the value %i to the quality %s', async (diagnostic, value, quality) => {
    const { meeting, transport } = await talking()
    meeting().network.signal('diagnosticChanged', { diagnostic, value })
    expect(transport.view().quality).toBe(quality)
  })
})

describe('the end of a meeting', () => {
  test('stops after the other participant has left, but waits for one who switches devices', async () => {
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

  test('stops when the meeting was ended', async () => {
    const { meeting, stops } = await talking()
    meeting().becomes('Disconnected', 0)
    expect(stops).toEqual(['otherLeft'])
  })

  test('fails for this window only when it is disconnected or not admitted', async () => {
    const cutOff = await talking()
    cutOff.meeting().becomes('Disconnected', 490)
    const notLetIn = await guest()
    notLetIn.meeting().becomes('InLobby')
    notLetIn.meeting().becomes('Disconnected', 0)
    expect([cutOff.stops, notLetIn.stops]).toEqual([['failed'], ['failed']])
  })

  test('fails for this window only when the meeting is not reached in time or the token is refused', async () => {
    const slow = await guest()
    await jest.advanceTimersByTimeAsync(21_000)
    const refused = await guest({}, { refused: true })
    expect([slow.stops, refused.stops]).toEqual([['failed'], ['failed']])
  })

  test('does not join the meeting after it was closed', async () => {
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

  test('leaves the meeting, disposes everything and reports nothing more after it was closed', async () => {
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
