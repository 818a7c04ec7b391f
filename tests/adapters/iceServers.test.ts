import { createHmac } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { createWebrtcCalls, iceServersFor } from '#api/adapters/webrtc/webrtcCalls'
import { after } from '../support/memory/sessionFixtures.ts'
import { call, webrtc } from '../support/memory/callFixtures.ts'

const now = Date.UTC(2026, 10, 28, 9)
const turn = { stunUrls: ['stun:stun.example:3478'], turnUrls: ['turn:turn.example:3478'], turnSecret: 'shared' }

test('gives each side of a call its own credentials, which expire after an hour and which the TURN server can verify', async () => {
  const { session } = after(call)
  if (!session) throw new Error('There is no session')
  const providerCall = createWebrtcCalls(turn, () => now)
  const admitted = await Promise.all(
    (['customer', 'agent'] as const).map((side) => providerCall.admit({ session, providerCall: webrtc, side })),
  )
  const relays = admitted.map((each) =>
    !each.refused && each.value.provider === 'webrtc' ? each.value.iceServers[1] : undefined,
  )
  const ends = now / 1000 + 3600
  expect(relays.map((relay) => relay?.username)).toEqual([
    `${ends}:customer-${session.id}`,
    `${ends}:agent-${session.id}`,
  ])
  for (const { username = '', credential } of relays.flatMap((relay) => relay ?? []))
    expect(credential).toBe(createHmac('sha1', 'shared').update(username).digest('base64'))
})

test.each([
  ['returns only STUN servers if there is no TURN server', { turnUrls: [] }, [{ urls: turn.stunUrls }]],
  ['omits a TURN server without a secret', { turnSecret: null }, [{ urls: turn.stunUrls }]],
  ['returns no server if there is none', { turnUrls: [], stunUrls: [] }, []],
])('%s', (_what, change, servers) => {
  expect(iceServersFor({ ...turn, ...change }, 'x', now)).toEqual(servers)
})
