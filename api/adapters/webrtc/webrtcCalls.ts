import { createHmac } from 'node:crypto'
import type { CallCheckItem, IceServer } from '#core/contract/calls'
import type { CallService } from '#core/session/callPorts'

export interface IceConfig {
  /** `stun:host:port` */
  stunUrls: readonly string[]
  /** `turn:host:port?transport=udp`, `turns:...` */
  turnUrls: readonly string[]
  /** Secret shared with the TURN server; null without a TURN server. */
  turnSecret: string | null
}

/** Lifetime of TURN credentials, in milliseconds. A longer call requests new ones when it reconnects. */
const credentialLife = 60 * 60_000

/** Peer-to-peer calls between the two browsers; TURN relays the media if no direct connection is possible. */
export const createWebrtcCalls = (ice: IceConfig, now: () => number): CallService => ({
  ready: () => Promise.resolve({ value: { provider: 'webrtc' } }),
  admit: ({ session, side }) =>
    Promise.resolve({ value: { provider: 'webrtc', iceServers: iceServersFor(ice, `${side}-${session.id}`, now()) } }),
  check: () => {
    const servers = iceServersFor(ice, 'check', now())
    return Promise.resolve([
      configured('iceServers', servers.length > 0, 'STUN_URLS=stun:stun.contoso.example:3478'),
      configured(
        'turnCredentials',
        servers.some(({ credential }) => credential !== undefined),
        'TURN_URLS=turn:turn.contoso.example:3478\nTURN_SECRET=<static-auth-secret>',
      ),
    ])
  },
})

const configured = (step: CallCheckItem['step'], ok: boolean, fix: string): CallCheckItem =>
  ok ? { step, ok, problem: null, detail: null, fix: null } : { step, ok, problem: 'notConfigured', detail: null, fix }

/**
 * The ICE servers, with time-limited TURN credentials for coturn's `use-auth-secret`. Source:
 * draft-uberti-behave-turn-rest-00
 */
export function iceServersFor({ stunUrls, turnUrls, turnSecret }: IceConfig, who: string, now: number): IceServer[] {
  const stun = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : []
  if (turnUrls.length === 0 || turnSecret === null) return stun
  const username = `${Math.floor((now + credentialLife) / 1000)}:${who}`
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
  return [...stun, { urls: [...turnUrls], username, credential }]
}
