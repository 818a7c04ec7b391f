import { expect, test } from '@jest/globals'
import type { Effect } from '#core/session/command'
import { queueOf } from '#core/session/effectQueue'
import type { Session } from '#core/session/session'
import { userId } from '../../support/memory/sessionFixtures.ts'

const session: Pick<Session, 'assignment'> = { assignment: { userId, agentName: 'Alex' } }

test.each<Effect>([
  { kind: 'offer' },
  { kind: 'status' },
  { kind: 'messages', from: 1, to: 2 },
  { kind: 'offlineMessage', seq: 4 },
  { kind: 'callRings' },
  { kind: 'endNote' },
])('queues the effect $kind for the Teams chat of the user to whom the session is assigned', (effect) => {
  expect(queueOf(effect, session)).toEqual({ channel: 'teamsChat', queueKey: userId })
})

test('queues a notification for the activity feed of the same user, apart from the chat', () => {
  expect(queueOf({ kind: 'notify' }, session)).toEqual({ channel: 'activityFeed', queueKey: userId })
})
