import { describe, expect, test } from '@jest/globals'
import { textContent } from '#core/contract/sessions'
import type { BusEvent, UpdateHint } from '#core/session/busEvent'
import { createCommandHandler, publishTo, type Committed } from '#core/session/commandHandler'
import type { Command } from '#core/session/command'
import { memorySessions } from '../../support/memory/memorySessions.ts'
import {
  customerId,
  key,
  open,
  openingFacts,
  sessionId,
  t0,
  tenantId,
  userId,
} from '../../support/memory/sessionFixtures.ts'

const addressed = { tenantId, sessionId }
const writes = (n: number): Command => ({
  ...{ kind: 'customerWrites', ...addressed, customerId, key: key(n), content: textContent('Hello?') },
})

/** A command handler over sessions in memory, and what was committed. */
function createHandler() {
  const sessions = memorySessions()
  const committed: Committed[] = []
  const dispatch = createCommandHandler({
    sessions,
    decisionContexts: { about: () => Promise.resolve({ now: t0, opening: openingFacts() }) },
    onCommitted: (each) => committed.push(each),
  })
  return { sessions, committed, dispatch }
}

describe('the command handler', () => {
  test('reports each stored transition once, with its state, events and effects', async () => {
    const { committed, dispatch, sessions } = createHandler()
    await dispatch(open())
    expect(committed).toMatchObject([
      {
        session: { id: sessionId, lastSeq: 2 },
        events: [{ kind: 'opened' }, { kind: 'message' }],
        effects: [{ kind: 'offer' }],
      },
    ])
    expect(await sessions.find(addressed)).toEqual(committed[0]?.session)
  })

  test('reports a transition only after it was stored', async () => {
    const { sessions } = createHandler()
    let storedSeq: number | undefined
    const dispatch = createCommandHandler({
      sessions,
      decisionContexts: { about: () => Promise.resolve({ now: t0, opening: openingFacts() }) },
      onCommitted: () => void sessions.find(addressed).then((found) => (storedSeq = found?.lastSeq)),
    })
    await dispatch(open())
    expect(storedSeq).toBe(2)
  })

  test('reports nothing for a refusal, a repeated message, or a store that fails', async () => {
    const { committed, dispatch, sessions } = createHandler()
    await dispatch({ kind: 'agentAccepts', ...addressed, userId })
    await dispatch(open())
    await dispatch(writes(2))
    expect(committed).toHaveLength(2)
    await dispatch(writes(2))
    await dispatch(open())
    const failing = createCommandHandler({
      sessions: { ...sessions, change: () => Promise.reject(new Error('The store is away.')) },
      decisionContexts: { about: () => Promise.resolve({ now: t0 }) },
      onCommitted: (each) => committed.push(each),
    })
    await expect(failing(writes(3))).rejects.toThrow('The store is away.')
    expect(committed).toHaveLength(2)
  })
})

describe('publishing a stored transition', () => {
  const published = async (...commands: Command[]) => {
    const { committed, dispatch } = createHandler()
    for (const command of commands) await dispatch(command)
    const events: [BusEvent, UpdateHint | undefined][] = []
    const publish = publishTo({ publish: (event, hint) => events.push([event, hint]) })
    committed.forEach(publish)
    return events
  }

  test('sends ids and the numbers of the first and the last event, and no text', async () => {
    const events = await published(open({ text: 'My secret' }), writes(2))
    const parties = { ...addressed, customerId, userId }
    expect(events.map(([event]) => event)).toEqual([
      { kind: 'sessionUpdated', ...parties, firstSeq: 1, lastSeq: 2 },
      { kind: 'sessionUpdated', ...parties, firstSeq: 3, lastSeq: 3 },
    ])
  })

  test('hands the state and the events to subscribers in the same process', async () => {
    const [[, hint] = []] = await published(open())
    expect(hint).toMatchObject({ session: { id: sessionId }, events: [{ seq: 1 }, { seq: 2 }] })
  })
})
