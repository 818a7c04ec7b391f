import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { textContent, type SessionsQuery } from '#core/contract/sessions'
import type { Command, Transition } from '#core/session/command'
import { createCommandHandler } from '#core/session/commandHandler'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const everything = { userIds: null, organizationUnitIds: null }
const query = (change: Partial<SessionsQuery> = {}): SessionsQuery => ({ limit: 50, scope: 'all', ...change })
const took = (transition: Transition): number => ('events' in transition ? transition.events.length : 0)

describeEachDatabase('Sessions', (open) => {
  let database: InteractDatabase
  let store: Store
  let contoso: TestTenant
  const now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    database = await open<Tables>()
    store = createStore(database, () => now)
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })
  const events = (sessionId: string) => store.sessions.eventsAfter(contoso.ref(sessionId), 0, 1000)
  const messages = async (sessionId: string) => (await events(sessionId)).filter((event) => event.kind === 'message')

  test('an opened session is stored with its events and a pending effect', async () => {
    const sessionId = await contoso.open({ text: 'Hello' })
    const session = await store.sessions.find(contoso.ref(sessionId))
    expect(session).toMatchObject({ status: 'ringing', lastSeq: 2, contactUserId: contoso.userId, botInstalled: true })
    expect(await events(sessionId)).toMatchObject([
      { seq: 1, kind: 'opened', customerName: 'Mia' },
      { seq: 2, kind: 'message', content: textContent('Hello') },
    ])
    const waiting = await store.outbox.take(now, now + 1000, 100)
    expect(waiting.filter((item) => item.sessionId === sessionId)).toMatchObject([{ effect: { kind: 'offer' } }])
  })

  test('concurrent opens of the same session create one session', async () => {
    const command = contoso.opening({ text: 'Hello' })
    const transitions = await Promise.all([
      contoso.dispatch(command),
      contoso.dispatch(command),
      contoso.dispatch(command),
    ])
    expect(transitions.filter((transition) => took(transition) > 0)).toHaveLength(1)
    expect(await events(command.sessionId)).toHaveLength(2)
    expect(await store.sessions.ofCustomer(contoso.tenantId, contoso.customerId)).toHaveLength(1)
  })

  test('a message that is sent several times concurrently is stored once, and each sender gets its number', async () => {
    const sessionId = await contoso.open()
    const key = randomUUID()
    const transitions = await Promise.all(
      Array.from({ length: 6 }, () => contoso.customerWrites(sessionId, 'Hello', key)),
    )
    expect(transitions.filter((transition) => took(transition) > 0)).toHaveLength(1)
    expect(transitions.filter((transition) => transition.repeated)).toHaveLength(5)
    expect(transitions.flatMap((transition) => (transition.repeated ? [transition.repeated.seq] : []))).toEqual([
      2, 2, 2, 2, 2,
    ])
    expect(await messages(sessionId)).toHaveLength(1)
  })

  test('two processes that alternate each find what the other has stored', async () => {
    const { sessions, decisionContexts: facts } = createStore(database, () => now)
    const elsewhere = createCommandHandler({
      sessions,
      decisionContexts: facts,
      onCommitted: () => undefined,
    })
    const sessionId = await contoso.open()
    const says = (text: string, key = randomUUID()): Command => ({
      ...{
        kind: 'customerWrites',
        ...contoso.ref(sessionId),
        customerId: contoso.customerId,
        content: textContent(text),
        key,
      },
    })
    const last = says('three')
    await contoso.dispatch(says('one'))
    await elsewhere(says('two'))
    await contoso.dispatch(last)
    for (const dispatch of [contoso.dispatch, elsewhere, contoso.dispatch])
      expect(await dispatch(last)).toMatchObject({ repeated: { seq: 4, content: textContent('three') } })
    expect((await messages(sessionId)).map(({ seq, content }) => [seq, content.text])).toEqual([
      [2, 'one'],
      [3, 'two'],
      [4, 'three'],
    ])
    expect(await store.sessions.find(contoso.ref(sessionId))).toMatchObject({ lastSeq: 4, unseen: [2, 3, 4] })
  })

  test('a message that was edited or deleted is read with its new content alone, in its old place', async () => {
    const sessionId = await contoso.open()
    await contoso.accept(sessionId)
    const agent = { ...contoso.ref(sessionId), userId: contoso.userId }
    const [first, second] = [randomUUID(), randomUUID()]
    for (const [key, text] of [
      [first, 'The code is 1234'],
      [second, 'See you at 4'],
    ] as const)
      await contoso.dispatch({ kind: 'agentWrites', ...agent, key, content: textContent(text), via: 'teams' })
    await contoso.dispatch({ kind: 'agentDeletes', ...agent, key: first })
    await contoso.dispatch({ kind: 'agentEdits', ...agent, key: second, content: textContent('See you at 5') })
    expect((await messages(sessionId)).map(({ content, changed }) => [content.text, changed])).toEqual([
      ['', 'deleted'],
      ['See you at 5', 'edited'],
    ])
    expect(JSON.stringify(await events(sessionId))).not.toMatch(/1234|at 4/)
    const repeated = { kind: 'agentWrites', ...agent, key: first, content: textContent('The code is 1234') } as const
    expect(await contoso.dispatch({ ...repeated, via: 'teams' })).toMatchObject({ repeated: { changed: 'deleted' } })
  })

  test('a window that joined a call in another process stays in it after this process stores a change', async () => {
    const process = () => {
      const { sessions, decisionContexts: facts } = createStore(database, () => now, ['teams-meeting', 'webrtc'])
      return createCommandHandler({ sessions, decisionContexts: facts, onCommitted: () => undefined })
    }
    const [here, elsewhere] = [process(), process()]
    const opening = contoso.opening({ modality: 'audio' })
    const { sessionId } = opening
    await here(opening)
    await here({
      ...{ kind: 'agentAccepts', ...contoso.ref(sessionId), userId: contoso.userId },
      providerCall: { provider: 'webrtc' },
    })
    const customer = { ...contoso.ref(sessionId), side: 'customer', customerId: contoso.customerId } as const
    const leg = randomUUID()
    await elsewhere({ kind: 'joinCall', ...customer, leg })
    await here({ kind: 'customerWrites', ...customer, content: textContent('I am here'), key: randomUUID() })
    expect(await elsewhere({ kind: 'heartbeat', ...customer, leg, connected: true })).not.toHaveProperty('refused')
    expect(await store.sessions.find(contoso.ref(sessionId))).toMatchObject({
      call: { legs: { customer: { id: leg } } },
    })
  })

  test('fifty concurrent messages are numbered without gaps, each once', async () => {
    const sessionId = await contoso.open()
    const texts = Array.from({ length: 50 }, (_, index) => `message ${index}`)
    await Promise.all(texts.map((text) => contoso.customerWrites(sessionId, text)))
    const stored = await messages(sessionId)
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 2))
    expect(stored.map(({ content }) => content.text).sort()).toEqual([...texts].sort())
    expect(await store.sessions.find(contoso.ref(sessionId))).toMatchObject({ lastSeq: 51 })
  })

  test('the first of two concurrent accepts wins', async () => {
    const sessionId = await contoso.open()
    const transitions = await Promise.all([contoso.accept(sessionId), contoso.accept(sessionId)])
    expect(transitions.filter((transition) => took(transition) > 0)).toHaveLength(1)
    expect((await events(sessionId)).filter(({ kind }) => kind === 'accepted')).toHaveLength(1)
  })

  test('a transition that throws stores nothing', async () => {
    const sessionId = await contoso.open()
    const broken = store.sessions.change(contoso.ref(sessionId), null, () => {
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(await events(sessionId)).toHaveLength(1)
  })

  test('every character is read back as it was written', async () => {
    const sessionId = await contoso.open()
    const typed = `a'b"c\\d\n\t{"x":[1]} $1 \${y} %s ; drop table sessions; -- \u2028 \u202e \u0001 👩‍👩‍👧 e\u0301 ﷽ <b>`
    await contoso.customerWrites(sessionId, typed)
    expect(await messages(sessionId)).toMatchObject([{ content: textContent(typed) }])
    expect(await store.sessions.find(contoso.ref(sessionId))).toMatchObject({ lastMessage: { text: typed } })
  })

  test('events are read after a sequence number, up to the requested count', async () => {
    const sessionId = await contoso.open()
    for (const text of ['a', 'b', 'c']) await contoso.customerWrites(sessionId, text)
    const read = await store.sessions.eventsAfter(contoso.ref(sessionId), 1, 2)
    expect(read.map(({ seq }) => seq)).toEqual([2, 3])
  })

  test('an opened session updates when the user was last reached, but a preview does not', async () => {
    await contoso.open({ preview: true })
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({ lastReachedAt: null })
    await contoso.open()
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({
      lastReachedAt: new Date(now).toISOString(),
    })
  })

  test('another tenant finds nothing under the same ids', async () => {
    const fabrikam = await newTenant(store)
    const sessionId = await contoso.open({ text: 'Hello' })
    const foreign = fabrikam.ref(sessionId)
    expect(await store.sessions.find(foreign)).toBeNull()
    expect(await store.sessions.findWithin(foreign, everything)).toBeNull()
    expect(await store.sessions.eventsAfter(foreign, 0, 10)).toEqual([])
    expect(await store.sessions.ofCustomer(fabrikam.tenantId, contoso.customerId)).toEqual([])
    expect(await store.sessions.openOf(fabrikam.tenantId, contoso.userId)).toEqual([])
    expect((await store.sessions.list(fabrikam.tenantId, query(), everything)).items).toEqual([])
    const transition = await fabrikam.say(sessionId, { kind: 'agentAccepts', userId: contoso.userId })
    expect(transition.refused).toEqual({ code: 'notFound' })
  })
})
