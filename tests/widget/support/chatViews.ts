import type { Contact } from '#core/contract/customerApi'
import { outcome, textContent, type Outcome } from '#core/contract/sessions'
import { newChat, reduceChat, type ChatState } from '../../../widget/customer/chatState.ts'
import { key, sessionId } from '../../support/memory/sessionFixtures.ts'
import { accepted, at, chatIn, ended, opened, over, rings, session, started, type Said } from './callChats.ts'
import { contact } from './callWindowViews.ts'
import { all, chat, faceOf, inWriting, message, opening, start, writing } from './panelViews.ts'
import type { PanelFace } from './viewPage.tsx'

const question = message('customer', 11, 'Hello, do these boots come in 42?')
const ringing = { ...inWriting, ringEndsAt: at }
const chatting = (...said: Said[]): ChatState => ({ ...chatIn(ringing, ...said), contact: contact(all) })
const contactThat = (change: Partial<Contact>): ChatState => ({
  ...start(['chat']),
  contact: { ...contact(['chat']), ...change },
})
const unanswered: readonly Outcome[] = ['declined', 'unanswered', 'unavailable', 'callFailed']

const offlineMessage = (email?: string): Said => ({
  ...{ kind: 'offlineMessageLeft', key: key(30), text: 'Please call me tomorrow.' },
  ...(email === undefined ? {} : { email }),
})
const written = (state: ChatState, n: number, text: string): ChatState =>
  reduceChat(state, { type: 'messageWritten', message: { key: key(n), text, at: Date.parse(at) } })
const outgoing = (state: ChatState, change: Parameters<typeof reduceChat>[1] & { type: 'outgoingChanged' }) =>
  reduceChat(state, change)
const seen: Said[] = [
  { kind: 'messageState', message: 2, state: 'delivered' },
  message('customer', 13, 'Great. Can I try them on tomorrow?'),
  { kind: 'seen', upTo: 6 },
]

const failing = outgoing(written(writing(...seen), 20, 'And in brown?'), {
  ...{ type: 'outgoingChanged', sessionId, change: { type: 'messageFailed', key: key(20), reason: 'refused' } },
})
const waiting = outgoing(written(writing(...seen), 20, 'And in brown?'), {
  ...{ type: 'outgoingChanged', sessionId, change: { type: 'messageDelayed', key: key(20) } },
})

/** Views of the panel that concern chats, by name. */
export const chatFaces: Record<string, PanelFace> = Object.fromEntries(
  Object.entries({
    loading: faceOf(newChat([]), 0),
    refused: faceOf({ ...newChat([]), barred: { retry: null } }, 0),
    network: faceOf({ ...newChat([]), barred: { retry: 0 } }, 0),
    wait: faceOf({ ...newChat([]), barred: { retry: 40 } }, 0),
    'start-chat-alone': faceOf(start(['chat']), 0),
    'start-away': faceOf(contactThat({ available: false }), 0),
    'start-preview': faceOf(contactThat({ preview: true }), 0),
    'start-verified': faceOf({ ...start(['chat']), customer: { name: 'Mia Berg', email: 'mia@shop.example' } }, 0),
    opening: faceOf({ ...start(['chat']), opening: true }, 0),
    ringing: faceOf(chatting(opening, question), -20),
    'ringing-late': faceOf(chatting(opening, question), 5),
    'agent-types': faceOf({ ...writing(), agentTypes: true }, 0),
    'delivery-states': faceOf(written(writing(...seen), 20, 'And in brown?'), 60),
    waiting: faceOf({ ...waiting, connection: 'reconnecting' }, 60),
    'not-delivered': faceOf(failing, 60),
    'not-in-teams': faceOf(writing({ kind: 'messageState', message: 2, state: 'notDelivered' }), 60),
    delivered: faceOf(
      writing(message('customer', 13, 'Thank you.'), { kind: 'messageState', message: 5, state: 'delivered' }),
      60,
    ),
    'edited-and-deleted': faceOf(
      writing(
        message('agent', 13, 'The code is 1234.'),
        { kind: 'messageChanged', message: 4, change: 'edited', content: textContent('Hello Mia. They do, in brown.') },
        { kind: 'messageChanged', message: 5, change: 'deleted', content: textContent('') },
        message('customer', 14, 'Great.'),
      ),
      60,
    ),
    'you-declined-a-call': faceOf(writing(rings('agent'), over('declined', 'agent', 0)), 60),
    'no-answer-to-a-call': faceOf(writing(rings('customer'), over('unanswered', 'customer', 0)), 60),
    'call-lost': faceOf(
      { ...chatIn({ ...session, canWrite: false }, opened, accepted, started, over('lost')), contact: contact(all) },
      60,
    ),
    stored: faceOf(writing(message('customer', 13, 'Thank you.')), 60),
    reconnecting: faceOf({ ...writing(), connection: 'reconnecting' }, 0),
    offline: faceOf({ ...writing(), connection: 'offline' }, 0),
    'not-allowed-any-more': faceOf({ ...writing(), barred: { retry: null } }, 0),
    'idle-warning': faceOf(writing({ kind: 'warned', endsAt: new Date(Date.parse(at) + 300_000).toISOString() }), 60),
    ...Object.fromEntries(
      outcome.options.map((each) => [
        `ended-${each}`,
        unanswered.includes(each)
          ? faceOf(chatting(opening, question, ended(each, true)), 60)
          : faceOf(writing(ended(each)), 60),
      ]),
    ),
    'message-left': faceOf(chatting(opening, question, ended('unanswered', true), offlineMessage()), 60),
    'message-left-with-email': faceOf(
      chatting(opening, question, ended('unanswered', true), offlineMessage('mia@shop.example')),
      60,
    ),
    'own-texts': faceOf(
      {
        ...chatIn(
          { ...session, modality: 'chat' },
          { ...opening, text: 'Hello Mia, we are asking Alex Wilber to join you.' } as Said,
          question,
          { ...accepted, text: 'You are talking to Alex Wilber.' } as Said,
          ...chat.slice(3),
        ),
        contact: contact(all),
      },
      0,
    ),
  }).map(([name, { face }]) => [name, face]),
)

/** A conversation that is longer than the panel, before and after one more message of the agent. */
export function longChats(): { long: PanelFace; longer: PanelFace } {
  const lines = Array.from({ length: 30 }, (_, n) => message('agent', 40 + n, `Boots number ${n}`))
  return {
    long: faceOf(writing(...lines), 60).face,
    longer: faceOf(writing(...lines, message('agent', 90, 'Are you still there?')), 60).face,
  }
}
