import { callOutcome } from '#core/contract/calls'
import { outcome } from '#core/contract/sessions'
import type { Ended, Session } from '#core/session/session'
import type { CardMessage, Outgoing } from '#bot/cards/outgoing'
import { sessionMessage } from '#bot/cards/sessionCard'
import { translationsFor, type Translations } from '#bot/i18n/translations'
import { messagesAbout, openLink, sessionsWith } from '../../bot/support/cardSamples.ts'
import { botStories } from './botStories.ts'
import type { Exhibit, Look } from './exhibit.ts'

const question = 'Hello, do these boots come in 42?'

const endedOf = (session: Session, change: Partial<Ended>): Session =>
  session.status === 'ended' ? { ...session, ...change } : session

/** The cards of sessions that ended in every way, which differ by one sentence. */
function endings(translations: Translations) {
  const { ended, missed, inCall } = sessionsWith(question, 'Mia')
  const card = (session: Session, closing: (typeof callOutcome.options)[number] | null = null): CardMessage => {
    const calls = closing === null ? null : { seconds: 61, closing }
    return sessionMessage(session, { firstWords: question, calls }, translations, openLink)
  }
  const call = { ...ended, modality: inCall.modality }
  return {
    'ended in every way': outcome.options.map((each) => card(endedOf(ended, { outcome: each }))),
    'missed in every way': outcome.options.map((each) => card(endedOf(missed, { outcome: each }))),
    'call ended in every way': callOutcome.options.map((each) => card(call, each)),
  }
}

const english = translationsFor('en')
const screen = 'Teams chat: cards'

async function show(messages: readonly Outgoing[], look: Look) {
  const { drawChat } = await import('./drawChat.ts')
  drawChat(
    messages.map((shown) => ({ from: 'bot', shown })),
    look,
  )
}

const slug = (name: string) => name.replaceAll(' ', '-').toLowerCase()

/** Everything that the bot sends: its cards in each state, and what it replies in the chat. */
export const cardExhibits: Exhibit[] = [
  ...messagesAbout(question, english, 'Mia').map(([name], place): Exhibit => ({
    ...{ id: `cards/${slug(name.replace(/[A-Z]/g, ' $&'))}`, room: 'cards', screen },
    draw: async (look) => {
      const [, message] = messagesAbout(question, translationsFor(look.language), 'Mia')[place] ?? []
      await show(message ? [message] : [], look)
    },
  })),
  ...(Object.keys(endings(english)) as (keyof ReturnType<typeof endings>)[]).map((name): Exhibit => ({
    ...{ id: `cards/${slug(name)}`, room: 'cards', screen },
    draw: (look) => show(endings(translationsFor(look.language))[name], look),
  })),
  ...Object.entries(botStories).map(([name, story]): Exhibit => ({
    ...{ id: `bot/${slug(name)}`, room: 'cards', screen: 'Teams chat: replies of the bot' },
    draw: async (look) => {
      const [{ drawChat }, { tellStory }] = await Promise.all([import('./drawChat.ts'), import('./botStories.ts')])
      drawChat(await tellStory(story, look.language), look)
    },
  })),
]
