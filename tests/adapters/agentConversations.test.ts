import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, reachable, type TestTenant } from './support/newTenant.ts'

describeEachDatabase('Users whom the bot cannot reach', (open) => {
  const hour = 3600_000
  let store: Store
  let contoso: TestTenant
  let now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now)
  })
  beforeEach(async () => {
    now += 48 * hour
    contoso = await newTenant(store)
  })

  const take = async (limit = 10) => {
    const users = await store.agentConversations.takeUnreached(contoso.tenantId, now, now + 60_000, limit)
    return users.map(({ userId }) => userId)
  }
  const botOf = async () => (await store.interactSettings.find(contoso.tenantId, contoso.userId))?.bot
  const { lose, opened, remember, find } = {
    lose: (...args: Parameters<Store['agentConversations']['lose']>) => store.agentConversations.lose(...args),
    opened: () => store.agentConversations.opened(contoso.tenantId, contoso.userId, { conversation: 'by the bot' }),
    remember: () => store.agentConversations.remember(contoso.tenantId, contoso.userId, { conversation: 'own' }),
    find: () => store.agentConversations.find(contoso.tenantId, contoso.userId),
  }

  test('are taken once, and again when the hold is over', async () => {
    await lose(contoso.tenantId, contoso.userId, 'removed', now)
    expect(await take()).toEqual([contoso.userId])
    expect(await take()).toEqual([])
    now += 60_000
    expect(await take()).toEqual([contoso.userId])
  })

  test('are those who are active with both licences, and never those whom the bot can reach', async () => {
    const [never, idle, unlicensed] = [reachable(), reachable({ active: false }), reachable({ licences: ['interact'] })]
    await store.provisioning.upsertUsers(contoso.tenantId, [
      person('Never Tried', never),
      person('Not Active', idle),
      person('Not Licensed', unlicensed),
    ])
    expect(await take()).toEqual([never.id])
    await opened()
    expect(await take()).toEqual([])
  })

  test('wait until the time of the next try, at most as many as are wanted, and the longest waiting first', async () => {
    const { id: later = '', ...rest } = reachable()
    await store.provisioning.upsertUsers(contoso.tenantId, [person('Later', { id: later, ...rest })])
    await lose(contoso.tenantId, later, 'blocked', now + 2 * hour)
    await lose(contoso.tenantId, contoso.userId, 'unknown', now + hour)
    expect(await take()).toEqual([])
    now += 2 * hour
    expect(await take(1)).toEqual([contoso.userId])
    expect(await take(1)).toEqual([later])
  })

  test('keep their reference while the bot is lost, and an activity of their own wins over one of the bot', async () => {
    await lose(contoso.tenantId, contoso.userId, 'blocked', now)
    expect([await botOf(), await find()]).toMatchObject(['blocked', { installed: false }])
    await opened()
    expect([await botOf(), await find()]).toMatchObject([
      'opened',
      { installed: true, reference: { conversation: 'by the bot' } },
    ])
    await remember()
    await opened()
    expect([await botOf(), await find()]).toMatchObject([
      'installed',
      { installed: true, reference: { conversation: 'own' } },
    ])
  })
})

describeEachDatabase('Agent conversations and inbox', (open) => {
  let store: Store
  let contoso: TestTenant
  let fabrikam: TestTenant
  let now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now)
  })
  beforeEach(async () => {
    now += 3600_000
    for (let left = await take(); left.length > 0; left = await take())
      for (const item of left) await store.inbox.done(item)
    contoso = await newTenant(store)
    fabrikam = await newTenant(store)
  })

  const take = (limit = 10) => store.inbox.take(now, now + 30_000, limit)
  const activity = (conversationId: string, text: string) => ({
    tenantId: contoso.tenantId,
    conversationId,
    activityId: randomUUID(),
    activity: { text, value: { nested: ['"', '\\', null] } },
  })
  const texts = (items: Awaited<ReturnType<typeof take>>) => items.map((item) => item.activity.text)

  test('a conversation reference is stored, and replaced by a new installation', async () => {
    const { tenantId, userId } = contoso
    const conversation = {
      tenantId,
      userId,
      reference: { conversation: 'alex' },
      installed: true,
      focusedSessionId: null,
    }
    expect(await store.agentConversations.find(tenantId, userId)).toEqual(conversation)
    await store.agentConversations.lose(tenantId, userId, 'removed', now)
    expect(await store.agentConversations.find(tenantId, userId)).toMatchObject({ installed: false })
    await store.agentConversations.remember(tenantId, userId, { conversation: 'again' })
    expect(await store.agentConversations.find(tenantId, userId)).toEqual({
      ...conversation,
      reference: { conversation: 'again' },
    })
  })

  test('a user is found by the Entra object id, in their own tenant only', async () => {
    const { tenantId, userId, entraObjectId } = contoso
    expect(await store.agentConversations.userOf(tenantId, entraObjectId)).toEqual({
      userId,
      displayName: 'Alex Wilber',
      available: true,
    })
    expect(await store.agentConversations.userOf(fabrikam.tenantId, entraObjectId)).toBeNull()
    expect(await store.agentConversations.userOf(tenantId, randomUUID())).toBeNull()
    await store.agentConversations.setAvailable(tenantId, userId, false)
    expect(await store.agentConversations.userOf(tenantId, entraObjectId)).toMatchObject({ available: false })
  })

  test('the focused session is one of the agent’s own, and is cleared when the session is deleted', async () => {
    const { tenantId, userId } = contoso
    const sessionId = await contoso.open()
    const foreign = await fabrikam.open()
    const focused = async () => (await store.agentConversations.find(tenantId, userId))?.focusedSessionId
    await store.agentConversations.focus(tenantId, userId, sessionId)
    expect(await focused()).toBe(sessionId)
    await store.agentConversations.focus(tenantId, userId, foreign)
    expect(await focused()).toBeNull()
    const { id: colleague = '', ...megan } = reachable()
    await store.provisioning.upsertUsers(tenantId, [person('Megan Bowen', { id: colleague, ...megan })])
    await store.agentConversations.remember(tenantId, colleague, { conversation: 'megan' })
    await store.agentConversations.focus(tenantId, colleague, sessionId)
    expect(await store.agentConversations.find(tenantId, colleague)).toMatchObject({ focusedSessionId: null })
    await store.agentConversations.focus(tenantId, userId, sessionId)
    await contoso.say(sessionId, { kind: 'agentDeclines', userId })
    await store.sessions.forget(tenantId, now + 1, 10)
    expect(await focused()).toBeNull()
  })

  test('a Teams message is mapped to its session, and a session to its latest card', async () => {
    const { tenantId, userId } = contoso
    const sessionId = await contoso.open()
    const note = (activityId: string, purpose: 'card' | 'message') =>
      store.agentConversations.noteMessage(tenantId, {
        sessionId,
        activityId,
        purpose,
        shownUpTo: purpose === 'message' ? 7 : null,
      })
    expect(await store.agentConversations.cardOf(tenantId, sessionId)).toBeNull()
    await note('1', 'card')
    await note('2', 'message')
    await note('3', 'card')
    await note('3', 'card')
    expect(await store.agentConversations.cardOf(tenantId, sessionId)).toMatchObject({ activityId: '3' })
    expect(await store.agentConversations.messageOf(tenantId, '2')).toEqual({
      sessionId,
      activityId: '2',
      purpose: 'message',
      shownUpTo: 7,
    })
    expect(await store.agentConversations.messageOf(tenantId, '2', userId)).toMatchObject({ sessionId })
    expect(await store.agentConversations.messageOf(tenantId, '2', randomUUID())).toBeNull()
    expect(await store.agentConversations.messageOf(tenantId, '4')).toBeNull()
    const later = await contoso.open()
    await store.agentConversations.noteMessage(tenantId, {
      sessionId: later,
      activityId: '2',
      purpose: 'agentReply',
      shownUpTo: null,
    })
    expect(await store.agentConversations.messageOf(tenantId, '2', userId)).toMatchObject({ sessionId: later })
  })

  test('a tenant cannot read or change an agent conversation of another tenant', async () => {
    const { userId } = contoso
    const { tenantId } = fabrikam
    const sessionId = await contoso.open()
    await store.agentConversations.noteMessage(contoso.tenantId, {
      sessionId,
      activityId: 'a',
      purpose: 'card',
      shownUpTo: null,
    })
    await store.agentConversations.remember(tenantId, userId, { conversation: 'stolen' })
    await store.agentConversations.noteMessage(tenantId, {
      sessionId,
      activityId: 'b',
      purpose: 'card',
      shownUpTo: null,
    })
    await store.agentConversations.setAvailable(tenantId, userId, false)
    await store.agentConversations.lose(tenantId, userId, 'removed', now)
    expect(await store.agentConversations.find(tenantId, userId)).toBeNull()
    expect(await store.agentConversations.messageOf(tenantId, 'a')).toBeNull()
    expect(await store.agentConversations.cardOf(tenantId, sessionId)).toBeNull()
    expect(await store.agentConversations.messageOf(contoso.tenantId, 'b')).toBeNull()
    expect(await store.agentConversations.find(contoso.tenantId, userId)).toMatchObject({
      reference: { conversation: 'alex' },
      installed: true,
    })
    expect(await store.people.find(contoso.tenantId, userId)).toMatchObject({ available: true })
  })

  test('an activity that Teams sends twice is stored once, even after it was handled', async () => {
    const item = activity('alex', 'Hello')
    const answers = await Promise.all([store.inbox.put(item), store.inbox.put(item), store.inbox.put(item)])
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await take()).toEqual([item])
    await store.inbox.done(item)
    expect(await store.inbox.put(item)).toBe(false)
    expect(await take()).toEqual([])
  })

  test('activities of one conversation are handed out in order, and conversations do not wait for each other', async () => {
    const first = activity('alex', 'first')
    for (const item of [first, activity('alex', 'second'), activity('megan', 'other')]) await store.inbox.put(item)
    const taken = await Promise.all([take(1), take(1), take(1)])
    expect(texts([...taken.flat(), ...(await take())]).sort()).toEqual(['first', 'other'])
    expect(await take()).toEqual([])
    await store.inbox.done(first)
    expect(texts(await take())).toEqual(['second'])
  })

  test('an activity whose handler crashed is handed out again after its hold expires', async () => {
    await store.inbox.put(activity('alex', 'Hello'))
    expect(texts(await take())).toEqual(['Hello'])
    now += 29_999
    expect(await take()).toEqual([])
    now += 1
    expect(texts(await take())).toEqual(['Hello'])
  })

  test('the response to a card action is stored for its retry, and the activity is done', async () => {
    const item = activity('alex', 'accept')
    expect(await store.inbox.answerOf(item)).toBeNull()
    await store.inbox.put(item)
    await store.inbox.keepAnswer(item, { statusCode: 200, value: 'card' })
    expect(await store.inbox.answerOf(item)).toEqual({ statusCode: 200, value: 'card' })
    expect(await store.inbox.answerOf({ ...item, tenantId: fabrikam.tenantId })).toBeNull()
    expect(await take()).toEqual([])
    const unseen = activity('alex', 'decline')
    await store.inbox.keepAnswer(unseen, { statusCode: 200 })
    expect(await store.inbox.put(unseen)).toBe(false)
  })
})
