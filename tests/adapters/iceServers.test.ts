import { createHmac } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { createWebrtcCalls, iceServersFor } from '#api/adapters/webrtc/webrtcCalls'
import { after } from '../support/memory/sessionFixtures.ts'
import { call, webrtc } from '../support/memory/callFixtures.ts'

const now = Date.UTC(2026, 10, 28, 9)
const turn = { stunUrls: ['stun:stun.example:3478'], turnUrls: ['turn:turn.example:3478'], turnSecret: 'shared' }

test('each side of a call gets credentials of its own, which end after an hour and which the TURN server can check', async () => {
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
  ['without a TURN server, browsers find each other by STUN alone', { turnUrls: [] }, [{ urls: turn.stunUrls }]],
  ['a TURN server without its secret is left out', { turnSecret: null }, [{ urls: turn.stunUrls }]],
  ['without either nothing helps them', { turnUrls: [], stunUrls: [] }, []],
])('%s', (_what, change, servers) => {
  expect(iceServersFor({ ...turn, ...change }, 'x', now)).toEqual(servers)
})
