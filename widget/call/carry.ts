import type { CallProvider } from '#core/contract/calls'
import type { Talk, TalkOptions } from '../media/talkTypes.ts'

/** Holds a call with what its provider needs. */
export type Carry = (options: TalkOptions) => Talk

/** What holds a call, by who carries it. Loaded when a call is taken, so that nobody pays for the other one. */
export async function carryOf(provider: CallProvider): Promise<Carry> {
  switch (provider) {
    case 'webrtc':
    case 'teams-meeting':
      return (await import('../media/talk.ts')).makeTalk
  }
}
