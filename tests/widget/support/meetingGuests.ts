import { afterEach, beforeEach, jest } from '@jest/globals'
import type { Tracks } from '#client/call/types'
import { createMeetingTransport } from '#client/call/teamsMeeting/meetingTransport'
import { Other, standInCallingSdk, type StandInOptions } from './standInCallingSdk.ts'

// Node has no MediaStream: this one only holds tracks, which are identified by name.
class PlainStream {
  private readonly tracks: unknown[]
  constructor(tracks: unknown[] = []) {
    this.tracks = tracks
  }
  getTracks = () => this.tracks
}
export const track = (name: string) => ({ name }) as unknown as MediaStreamTrack
export const microphone = track('microphone')
export const noTracks: Tracks = { microphone: null, camera: null, screen: null }
export const address = {
  joinUrl: 'https://teams.microsoft.com/l/meetup-join/1',
  guest: { token: 'voip', userId: '8:acs:1', expiresAt: '2026-11-28T10:00:00.000Z', displayName: 'Mia' },
}

/** Installs fake timers and `PlainStream` for all tests of a file. */
export function ownClockAndMedia(): void {
  beforeEach(() => {
    jest.useFakeTimers()
    Object.assign(globalThis, { MediaStream: PlainStream })
  })
  afterEach(() => {
    jest.useRealTimers()
    Reflect.deleteProperty(globalThis, 'MediaStream')
  })
}
export const settled = () => jest.advanceTimersByTimeAsync(0)

export async function guest(own: Partial<Tracks> = {}, options: StandInOptions & { received?: boolean } = {}) {
  const { sdk, seen, meeting } = standInCallingSdk(options)
  const sent: Tracks = { ...noTracks, microphone, ...own }
  const asked = { received: options.received ?? true, speaker: null as string | null }
  const stops: string[] = []
  const transport = createMeetingTransport(sdk)({
    ...address,
    tracks: () => sent,
    isAudible: () => asked.received,
    speaker: () => asked.speaker,
    onChange: () => undefined,
    onStop: (why) => stops.push(why),
  })
  await settled()
  const change = async (what: Partial<Tracks & typeof asked>) => {
    Object.assign(sent, what)
    Object.assign(asked, what)
    transport.changed()
    await settled()
  }
  return { transport, seen, meeting, stops, change }
}

/** A guest in the meeting, together with Alex. */
export async function talking(own: Partial<Tracks> = {}) {
  const made = await guest(own)
  const alex = new Other()
  made.meeting().becomes('Connected')
  made.meeting().comes(alex)
  await settled()
  return { ...made, alex }
}
