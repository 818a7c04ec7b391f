import type { Media } from '#core/contract/calls'
import { agentView } from '#core/session/presenters'
import { chatStore } from '../../../../tab/features/chats/store/useChats.ts'
import { setCall } from '../../../../tab/features/calls/store/callSnapshot.ts'
import { memoryServer, shopPage } from '../../../support/memory/memoryServer.ts'
import { contactId, tenantId, userId, open as openCommand } from '../../../support/memory/sessionFixtures.ts'
import * as calls from '../../../support/memory/callFixtures.ts'
import { pass } from '../../page/stillClock.ts'
import { answerWith, list, pushFrame, type Answer, type Answers } from './answers.ts'

type Server = ReturnType<typeof memoryServer>

/** Alex's sessions: the decisions of the product over stored sessions in this page. */
export function createConsole() {
  const server: Server = memoryServer()
  server.modalities = ['chat', 'audio', 'video']
  const shown = (id: string): Answer => {
    const session = server.find(id)
    return session ? { json: agentView(session) } : { refused: 'notFound' }
  }
  const act =
    (run: (id: string) => Promise<unknown>) =>
    async ({ id }: { id: string }) => {
      await run(id)
      return shown(id)
    }
  const answers: Answers = {
    'GET /sessions': ({ query }) => {
      const status = query.get('status')
      const found = server.sessions.all().filter((each) => status === null || each.status === status)
      return list(found.toReversed().map(agentView))
    },
    'GET /sessions/:id': ({ id }) => shown(id),
    'GET /sessions/:id/events': ({ id, query }) => {
      if (Number(query.get('wait')) > 0) return 'hang'
      const items = server.events(id).filter(({ seq }) => seq > Number(query.get('after')))
      return { json: { items, next: items.at(-1)?.seq ?? 0 } }
    },
    'POST /sessions/:id/accept': act(server.agent.accepts),
    'POST /sessions/:id/end': act(server.agent.ends),
    'POST /sessions/:id/seen': { json: null },
    'POST /sessions/:id/typing': { json: null },
    'POST /sessions/:id/messages': 'hang',
  }
  const customerOf = (id: string) => server.find(id)?.customerId ?? ''
  const run = (sessionId: string, command: object) =>
    server.dispatch({ tenantId, sessionId, ...command } as Parameters<typeof server.dispatch>[0])
  return {
    ...{ server, answers, pass },
    /** A chat that the agent has accepted. */
    chat: async (name: string, text = 'Hello, do these boots come in 42?', change: object = {}) => {
      const id = await server.open({ name, text, ...change })
      pass(8)
      await server.agent.accepts(id)
      pass(20)
      return id
    },
    /** A session that begins with a call. */
    callSession: async (name: string, modality: Media) => {
      const id = crypto.randomUUID()
      const customer = { name, email: null, verified: false }
      const page = { ...shopPage }
      await server.dispatch(
        openCommand({
          sessionId: id,
          customerId: crypto.randomUUID(),
          key: crypto.randomUUID(),
          modality,
          customer,
          page,
          text: null,
        }),
      )
      return id
    },
    /** One side rings within a chat. */
    rings: (id: string, by: 'customer' | 'agent', media: Media = 'audio') =>
      by === 'customer'
        ? run(id, { ...calls.customerRings, key: crypto.randomUUID(), media, customerId: customerOf(id), contactId })
        : run(id, { ...calls.agentRings, key: crypto.randomUUID(), media, contactId }),
    takes: (id: string, by: 'customer' | 'agent', providerCall = calls.webrtc) =>
      by === 'agent'
        ? run(id, { ...calls.agentTakes, providerCall })
        : run(id, { ...calls.customerTakes, customerId: customerOf(id) }),
    run: (id: string, command: object) =>
      run(id, { ...command, ...('customerId' in command ? { customerId: customerOf(id) } : {}) }),
    /** What happens while the console is open arrives on its stream. */
    push: (id: string, after = 0) => {
      const session = server.find(id)
      if (!session) return
      const items = server.events(id).filter(({ seq }) => seq > after)
      pushFrame({ type: 'events', sessionId: id, items, next: session.lastSeq })
      pushFrame({ type: 'session', session: agentView(session) })
    },
    types: (id: string) => pushFrame({ type: 'typing', sessionId: id, from: 'customer' }),
    userId,
  }
}
export type Console = ReturnType<typeof createConsole>

/** The tab keeps one store of sessions and one call for as long as its page lives: takes out what the exhibit before left. */
export async function emptyConsole(): Promise<void> {
  setCall(null)
  answerWith({ 'POST /sessions/:id/end': { refused: 'notFound' }, 'GET /sessions/:id': { refused: 'notFound' } })
  await Promise.all(Object.keys(chatStore.get().sessions).map((id) => chatStore.act(id, 'end')))
}
