import { beforeEach, expect, test } from '@jest/globals'
import { createOutboxWorker } from '#api/workers/outboxWorker'
import type { OutboxItem } from '#core/session/ports'
import { createPerformEffect } from '#core/session/performEffect'
import { agentChat } from '../../../support/agentChat.ts'
import { tenantId, userId } from '../../../support/memory/sessionFixtures.ts'

let chat: ReturnType<typeof agentChat>
let sessionId: string
let said: string[]

beforeEach(async () => {
  chat = agentChat()
  await chat.hears({ type: 'installationUpdate', action: 'add' })
  sessionId = await chat.chats('Mia')
  said = []
})

/** One run of the outbox for Mia's last message, which Teams does not accept, after this many attempts. */
async function tryFor(attempts: number): Promise<string[]> {
  const events = await chat.sessions.eventsAfter({ tenantId, sessionId }, 0, 1000)
  const seq = events.findLast(({ kind }) => kind === 'message')?.seq ?? 0
  const item: OutboxItem = {
    ...{ id: '1', tenantId, userId, sessionId, attempts, channel: 'teamsChat', queueKey: userId },
    effect: { kind: 'messages', from: seq, to: seq },
  }
  const note = (word: string) => () => {
    said.push(word)
    return Promise.resolve()
  }
  chat.refusals.push({ delivered: false, final: false, reason: 'status 502', retryAfter: null, ambiguous: true })
  const work = createOutboxWorker({
    outbox: {
      take: () => Promise.resolve([item]),
      ...{ keep: note('kept'), done: note('done'), retry: note('again later'), park: note('given up') },
    },
    retryUntilStored: (write) => write,
    performEffect: createPerformEffect(chat),
    now: Date.now,
    random: () => 0,
    onParked: (_item, reason) => said.push(`alarm: ${reason}`),
    report: (error) => said.push(String(error)),
    onFree: () => undefined,
  })
  await work.runOnce()
  await work.settled()
  const after = await chat.sessions.eventsAfter({ tenantId, sessionId }, events.length, 10)
  return after.flatMap((event) => (event.kind === 'messageState' ? [event.state] : []))
}

test('retries a message that Teams does not accept, without notifying the customer yet', async () => {
  expect(await tryFor(19)).toEqual([])
  expect(said).toEqual(['again later'])
})

test('gives up after twenty attempts, and notifies the customer and the administrator', async () => {
  expect(await tryFor(20)).toEqual(['notDelivered'])
  expect(said).toEqual(['given up', 'alarm: status 502'])
})
