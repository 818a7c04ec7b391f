import type { CallProvider } from '#core/contract/calls'
import type { CallSession, CallSessionOptions } from '#client/call/types'

/** Holds a call with what its provider needs. */
export type LoadTransport = (options: CallSessionOptions) => CallSession

/** What holds a call, by who carries it. Loaded when a call is taken, so that nobody pays for the other one. */
export async function loadTransport(provider: CallProvider): Promise<LoadTransport> {
  switch (provider) {
    case 'webrtc':
      return (await import('#client/call/callSession')).createCallSession
    case 'teams-meeting': {
      const [{ createCallSession }, meeting] = await Promise.all([import('#client/call/callSession'), loadMeeting()])
      return (options) => createCallSession({ ...options, ...meeting })
    }
  }
}

/** Where the calling SDK cannot be had, the guest gets the way through Teams. */
const loadMeeting = async (): Promise<Pick<CallSessionOptions, 'joinAsGuest'>> => {
  try {
    const [{ createMeetingTransport }, { callingSdk }] = await Promise.all([
      import('#client/call/teamsMeeting/meetingTransport'),
      import('#client/call/teamsMeeting/callingSdk'),
    ])
    return { joinAsGuest: createMeetingTransport(callingSdk) }
  } catch {
    return {}
  }
}
