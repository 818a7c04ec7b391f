import { beforeEach, describe, expect, it } from '@jest/globals'
import type { NotDelivered } from '#bot/connector/teamsChannel'
import { agentChat, installedChat, readable } from '../../support/agentChat.ts'
import { tenantId, userId } from '../../support/memory/sessionFixtures.ts'

let chat: Awaited<ReturnType<typeof installedChat>>
beforeEach(async () => {
  chat = await installedChat()
})

const busy: NotDelivered = { delivered: false, final: false, reason: 'status 429', retryAfter: null, ambiguous: false }
const blocked: NotDelivered = { delivered: false, final: true, reason: 'blocked' }

it('handles an activity once that Teams sends three times', async () => {
  const mia = await chat.chats('Mia')
  const again = chat.activity({ text: 'Once' })
  for (let n = 0; n < 3; n += 1) {
    await chat.store(again)
    await chat.work()
  }
  expect(await chat.got(mia)).toEqual(['Once'])
})

it('handles the messages of one agent in order', async () => {
  const mia = await chat.chats('Mia')
  const texts = ['1', '2', '3', '4', '5']
  for (const text of texts) await chat.store(chat.activity({ text }))
  await chat.work()
  expect(await chat.got(mia)).toEqual(texts)
})

describe('a failure', () => {
  it('of the store keeps the message and later ones until the next attempt', async () => {
    const mia = await chat.chats('Mia')
    await failing(chat, 1, async () => {
      await chat.store(chat.activity({ text: 'First' }))
      await chat.store(chat.activity({ text: 'Second' }))
      await chat.work()
    })
    expect(await chat.got(mia)).toEqual([])
    chat.pass(30_000)
    await chat.work()
    expect(await chat.got(mia)).toEqual(['First', 'Second'])
  })

  it('after the message was stored creates no second message, even if the sessions have changed', async () => {
    const mia = await chat.chats('Mia')
    const { inbox } = chat
    const done = inbox.done.bind(inbox)
    inbox.done = () => Promise.reject(new Error('The store went away.'))
    await chat.writes('For Mia')
    inbox.done = done
    const ben = await chat.chats('Ben')
    await chat.customerEnds(mia)
    chat.pass(60_000)
    await chat.work()
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['For Mia'], []])
  })

  it('to answer is retried without sending the message twice', async () => {
    const mia = await chat.chats('Mia')
    await chat.chats('Ben')
    await chat.presses((await chat.writes('/chats'))[0]?.card, 'Mia')
    chat.refusals.push(busy)
    expect(await chat.writes('Hello')).toEqual([])
    chat.pass(30_000)
    await chat.work()
    expect(readable(chat.posted.at(-1))).toContain('To Mia')
    expect(await chat.got(mia)).toEqual(['Hello'])
  })

  it('to answer for ten minutes is given up, without the report that the message was not sent', async () => {
    const mia = await chat.chats('Mia')
    await chat.chats('Ben')
    await chat.presses((await chat.writes('/chats'))[0]?.card, 'Mia')
    const before = chat.posted.length
    chat.refusals.push(busy, busy)
    await chat.writes('Hello')
    chat.pass(10 * 60_000)
    await chat.work()
    expect(chat.posted).toHaveLength(before)
    await chat.writes('Still there?')
    expect(await chat.got(mia)).toEqual(['Hello', 'Still there?'])
  })

  it('to send the welcome message is retried', async () => {
    const fresh = agentChat()
    fresh.refusals.push(busy)
    expect(await fresh.hears({ type: 'installationUpdate', action: 'add' })).toEqual([])
    fresh.pass(30_000)
    await fresh.work()
    expect(readable(fresh.posted[0])).toContain('Welcome')
  })

  it('to store the conversation of a new installation is retried', async () => {
    const fresh = agentChat()
    const { agentConversations } = fresh
    const remember = agentConversations.remember.bind(agentConversations)
    agentConversations.remember = () => Promise.reject(new Error('The store went away.'))
    await fresh.hears({ type: 'installationUpdate', action: 'add' })
    agentConversations.remember = remember
    fresh.pass(30_000)
    await fresh.work()
    expect(await agentConversations.find(tenantId, userId)).toMatchObject({ installed: true })
  })

  it('that is final is not retried', async () => {
    chat.refusals.push(blocked)
    expect(await chat.writes('/help')).toEqual([])
    chat.pass(30_000)
    await chat.work()
    expect(chat.posted).toHaveLength(1)
  })

  it('that lasts for ten minutes is reported to the agent, and the next message is handled', async () => {
    const mia = await chat.chats('Mia')
    await failing(chat, Infinity, async () => {
      await chat.writes('Lost')
      chat.pass(10 * 60_000)
      await chat.work()
    })
    expect(readable(chat.posted.at(-1))).toBe('Your reply wasn’t sent. Send it again.')
    await chat.writes('Found')
    expect(await chat.got(mia)).toEqual(['Found'])
  })

  it('of an activity without a readable time is not retried for ever', async () => {
    await chat.chats('Mia')
    await failing(chat, Infinity, () => chat.writes('Lost', { timestamp: 'yesterday' }))
    expect(readable(chat.posted.at(-1))).toBe('Your reply wasn’t sent. Send it again.')
  })
})

/** Makes the first `times` calls of the store fail while `during` runs. */
async function failing(world: typeof chat, times: number, during: () => Promise<unknown>) {
  const { openOf } = world.sessions
  let left = times
  world.sessions.openOf = (...asked) => {
    left -= 1
    return left >= 0 ? Promise.reject(new Error('The store went away.')) : openOf(...asked)
  }
  await during()
  world.sessions.openOf = openOf
}
