import type { Session } from '#core/session/session'
import { chatsCard } from '#bot/cards/chatsCard'
import { sessionPickerCard, endPickerCard } from '#bot/cards/sessionPickerCard'
import { offlineMessage } from '#bot/cards/leftMessageCard'
import { messageCard } from '#bot/cards/messageCard'
import { callCard, noteMessage } from '#bot/cards/noticeCard'
import { leftOutNote, type LeftOut, type NamelessKind } from '#bot/cards/leftOutNote'
import { sessionMessage } from '#bot/cards/sessionCard'
import type { CardMessage } from '#bot/cards/outgoing'
import { createOpenLink } from '#bot/cards/deepLink'
import { translationsFor, type Translations } from '#bot/i18n/translations'
import { after, contactId, customerId, key, open, userId } from '../../support/memory/sessionFixtures.ts'

export const openLink = createOpenLink('9f0e')

/** A session in each state, whose customer wrote `text`, by default everywhere. */
export function sessionsWith(text: string, name = text) {
  const page = { ...open().page, title: name }
  const start = open({
    customer: { name, email: `${name}@a.example`, verified: true },
    page,
    preview: true,
    text,
  })
  const texts = { incomingCard: text, activeCard: text, endedCard: text, missedCard: text }
  const at = (commands: Parameters<typeof after>[0], result: typeof texts | object = {}, begin = start): Session => {
    const { session } = after([begin, ...commands])
    if (!session) throw new Error('There is no session.')
    return { ...session, texts: result }
  }
  const calling: typeof start = { ...start, modality: 'video' }
  const providerCall = { provider: 'webrtc' as const }
  const wants = {
    ...{ kind: 'requestCall' as const, side: 'customer' as const, key: key(2), media: 'audio' as const },
    ...{ customerId, contactId, providerCall: null },
  }
  const accept = { kind: 'agentAccepts' as const, userId }
  const end = { kind: 'agentEnds' as const, userId }
  return {
    ringing: at([]),
    active: at([accept]),
    ended: at([accept, end]),
    missed: at([{ kind: 'customerEnds', customerId }]),
    calling: at([], {}, calling),
    audioCall: at([], {}, { ...start, modality: 'audio' }),
    missedCall: at([{ kind: 'customerEnds', customerId }], {}, calling),
    inCall: at([{ ...accept, providerCall }], {}, calling),
    wantsCall: at([accept, wants]),
    declined: at([{ kind: 'agentDeclines', userId }]),
    ringingSummary: at([], texts),
    activeSummary: at([accept], texts),
    endedSummary: at([accept, end], texts),
    missedSummary: at([{ kind: 'customerEnds', customerId }], texts),
  }
}

/** One of everything that a customer cannot be sent. */
const leftOut = (name: string): LeftOut[] => [
  ...Object.keys(translationsFor('en').leftOutKinds).map((kind) => ({ kind: kind as NamelessKind })),
  { kind: 'file', name },
]

/** Every message with a card that the bot can send about a customer who wrote `text`, in one language. */
export function messagesAbout(text: string, translations: Translations, name = text): [string, CardMessage][] {
  const sessions = sessionsWith(text, name)
  const shown = Object.entries(sessions).map(([name, session]): [string, CardMessage] => [
    name,
    sessionMessage(session, { firstWords: text, calls: { seconds: 61, closing: 'lost' } }, translations, openLink),
  ])
  const all = Object.values(sessions).slice(0, 2)
  const summary = 'Interact'
  return [
    ...shown,
    [
      'message',
      messageCard(sessions.active, { texts: [text, text], reply: text, range: { from: 1, to: 2 } }, translations),
    ],
    ['left message', offlineMessage(sessions.missed, { text, email: text }, translations, openLink)],
    ['note', noteMessage(translations, translations.sentTo, sessions.active, leftOutNote(leftOut(text), translations))],
    [
      'chooser',
      { summary, card: sessionPickerCard({ sessions: all, text: 'Reply', key: key(1) }, translations, openLink) },
    ],
    ['call', { summary, card: callCard(translations, translations.wantsCall, sessions.active, openLink) }],
    ['chats', { summary, card: chatsCard(all, sessions.active, translations, openLink) }],
    ['which to end', { summary, card: endPickerCard(all, translations) }],
  ]
}
