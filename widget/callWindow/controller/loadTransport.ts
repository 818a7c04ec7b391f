import type { CallProvider } from '#core/contract/calls'
import type { Talk, TalkOptions } from '#client/call/types'

/** Holds a call with what its provider needs. */
export type Carry = (options: TalkOptions) => Talk

/** What holds a call, by who carries it. Loaded when a call is taken, so that nobody pays for the other one. */
export async function carryOf(provider: CallProvider): Promise<Carry> {
  switch (provider) {
    case 'webrtc':
      return (await import('#client/call/callSession')).makeTalk
    case 'teams-meeting': {
      const [{ makeTalk }, meeting] = await Promise.all([import('#client/call/callSession'), loadMeeting()])
      return (options) => makeTalk({ ...options, ...meeting })
    }
  }
}

/** Where the calling SDK cannot be had, the guest gets the way through Teams. */
const loadMeeting = async (): Promise<Pick<TalkOptions, 'joinAsGuest'>> => {
  try {
    const [{ guestOf }, { callingSdk }] = await Promise.all([
      import('#client/call/teamsMeeting/meetingTransport'),
      import('#client/call/teamsMeeting/callingSdk'),
    ])
    return { joinAsGuest: guestOf(callingSdk) }
  } catch {
    return {}
  }
}
