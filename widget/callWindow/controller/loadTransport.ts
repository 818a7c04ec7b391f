import type { CallProvider } from '#core/contract/calls'
import type { CallSession, CallSessionOptions } from '#client/call/types'

/** Creates a call session with the transport of its provider. */
export type LoadTransport = (options: CallSessionOptions) => CallSession

/** Loads the code for a call provider. Called when a call is accepted, so that unused providers are not downloaded. */
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

/** Loads the calling SDK. If that fails, the customer joins the meeting in a Teams window. */
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
