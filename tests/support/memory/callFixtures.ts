import type { CallStop } from '#core/contract/calls'
import type { ErrorCode } from '#core/contract/problems'
import type { ProviderCall } from '#core/session/call'
import { contactId, customerId, key, open, userId } from './sessionFixtures.ts'

export const webrtc: ProviderCall = { provider: 'webrtc' }
export const meeting: ProviderCall = { provider: 'teams-meeting', joinUrl: 'https://teams.example/1' }
export const customer = { side: 'customer', customerId } as const
export const agent = { side: 'agent', userId } as const
export const strike = { kind: 'timerFired' } as const
export const leg = key(90)
export const otherLeg = key(91)

export const opensCall = open({ modality: 'video', text: null })
export const accept = { kind: 'agentAccepts', userId, providerCall: webrtc } as const
export const chat = [open(), { kind: 'agentAccepts', userId } as const] as const
export const customerRings = { kind: 'requestCall', ...customer, key: key(50), media: 'audio', contactId } as const
export const agentRings = {
  kind: 'requestCall',
  ...agent,
  key: key(51),
  media: 'video',
  contactId,
  providerCall: webrtc,
} as const
export const agentTakes = { kind: 'acceptCall', ...agent, providerCall: webrtc } as const
export const customerTakes = { kind: 'acceptCall', ...customer } as const
export const joins = (who: typeof customer | typeof agent, with_ = leg) =>
  ({ kind: 'joinCall', ...who, leg: with_ }) as const
export const beats = (who: typeof customer | typeof agent, connected = true, with_ = leg) =>
  ({ kind: 'heartbeat', ...who, leg: with_, connected }) as const
export const hangsUp = (who: typeof customer | typeof agent, why: CallStop | null = null, with_: string | null = leg) =>
  ({ kind: 'hangUp', ...who, leg: with_, why }) as const
export const declines = (who: typeof customer | typeof agent) => ({ kind: 'declineCall', ...who }) as const
export const call = [opensCall, accept] as const
/** A call that is connected since t0 + 4 s. */
export const talking = [...call, joins(customer), joins(agent, otherLeg), beats(customer)] as const

export const refused = (code: ErrorCode) => ({ refused: { code } })
export const kinds = (events: readonly { kind: string }[]) => events.map(({ kind }) => kind)
