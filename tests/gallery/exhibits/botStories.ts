import type { Card } from '#bot/cards/adaptiveCard'
import type { Outgoing } from '#bot/cards/outgoing'
import { agentChat, stranger } from '../../support/agentChat.ts'
import { key, open, openingFacts, tenantId } from '../../support/memory/sessionFixtures.ts'
import * as calls from '../../support/memory/callFixtures.ts'

/** One message in the chat between an agent and the bot. */
export type ChatLine = { from: 'agent'; text: string } | { from: 'bot'; shown: Outgoing }

interface Storyteller {
  chat: ReturnType<typeof agentChat>
  /** The bot shows this card in place of the one whose button was pressed. */
  shows: (card: Card | null | undefined) => void
  /** The agent writes, and the bot's replies follow. */
  says: (text: string, change?: object) => Promise<void>
}
type Story = (storyteller: Storyteller) => Promise<void>

/** What an agent does in the chat with the bot. The real bot answers. */
export const botStories: Record<string, Story> = {
  welcome: () => Promise.resolve(),
  help: ({ says }) => says('/help'),
  availability: async ({ says }) => {
    for (const command of ['/away', '/status', '/available', '/status']) await says(command)
  },
  'status in calls': async ({ chat, says }) => {
    const sessionId = await chat.chats('Mia')
    await chat.dispatch({ ...calls.customerRings, tenantId, sessionId, customerId: await customerOf(chat, sessionId) })
    await says('/status')
    await chat.dispatch({ ...calls.agentTakes, tenantId, sessionId })
    await says('/status')
  },
  'no session': async ({ says }) => {
    for (const text of ['Hello?', '/chat', '/end', '   ', 'x'.repeat(4001), 'They do.']) await says(text)
  },
  'a command or a reply': async ({ chat, says }) => {
    await chat.chats('Mia')
    for (const text of ['away', '/awya']) await says(text)
    await chat.chats('Noah')
    await says('away')
  },
  'an edit that cannot be sent': async ({ chat, says }) => {
    await chat.chats('Mia')
    await says('At 4', { id: 'sent' })
    await says(' ', { type: 'messageUpdate', id: 'sent' })
  },
  attachments: async ({ chat, says }) => {
    await chat.chats('Mia')
    const attachments = [{ contentType: 'image/png', contentUrl: 'https://smba.example/1' }]
    await says('Here is a picture', { attachments })
    await says('', { attachments })
    const files = Array.from({ length: 7 }, (_, place) => ({
      ...{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: `prices-${place + 1}.pdf` },
    }))
    await says('Our prices', { attachments: files })
  },
  'not accepted yet': async ({ chat, says }) => {
    await chat.rings('Mia', 'Hello, do these boots come in 42?')
    await says('Hello Mia')
  },
  'already ended': async ({ chat, says }) => {
    const sessionId = await chat.chats('Mia')
    const [card] = chat.posted.slice(-1)
    await chat.customerEnds(sessionId)
    await says('They do.', card ? { replyToId: card.activityId } : {})
    await says('Are you still there?')
  },
  'ended by command': async ({ chat, says }) => {
    await chat.chats('Mia')
    await says('/end')
  },
  'several customers': async ({ chat, says }) => {
    for (const name of ['Mia', 'Noah', 'Zoë', 'Luca', 'Amal', 'Ida', 'Omar']) await chat.chats(name)
    await says('Which size?')
    await says('/chats')
    await says('/end')
  },
  'choosing a customer': async ({ chat, says }) => {
    for (const name of ['Mia', 'Noah']) await chat.chats(name)
    await says('/chats')
    const card = chat.posted.findLast((each) => each.card)?.card
    const [button] = card?.actions ?? []
    if (button) await chat.presses(card ?? undefined, button.title)
    await says('Hello')
  },
  'call rings': async ({ chat, says }) => {
    const sessionId = await chat.chats('Mia')
    await chat.dispatch({ ...calls.customerRings, tenantId, sessionId, customerId: await customerOf(chat, sessionId) })
    await chat.delivers()
    await says('One moment')
  },
  'a call comes first': async ({ chat, says }) => {
    await ringsAsCall(chat, '1')
    await says('Hello Mia')
    await chat.chats('Noah')
    await says('Hello Noah')
    await says('/chats')
    await chat.dispatch({ ...calls.accept, tenantId, sessionId: callId('1') })
    await says('/chats')
  },
  'a call without chat': async ({ chat, says }) => {
    const { reach } = openingFacts()
    chat.contactIs({ reach: { ...reach, instantMessaging: false } })
    await ringsAsCall(chat, '2')
    await chat.dispatch({ ...calls.accept, tenantId, sessionId: callId('2') })
    await says('Hello Mia')
  },
  'a button comes too late': async ({ chat, shows }) => {
    await chat.chats('Mia')
    const { card } = chat.posted.findLast((each) => each.card) ?? {}
    const buttons = card?.actions?.flatMap((each) => (each.type === 'Action.Execute' ? [each] : [])) ?? []
    for (const button of buttons) {
      const gone = { ...button, data: { ...button.data, sessionId: callId('9') } }
      shows(await chat.presses({ ...card, actions: [gone] } as Card, button.title))
    }
  },
  'unknown to Interact': ({ says }) =>
    says('Hello', { from: { id: '29:x', aadObjectId: `${stranger.slice(0, -1)}9` } }),
  'in a team': ({ says }) => says('Hello', { conversation: { id: '19:team', conversationType: 'channel', tenantId } }),
}

const callId = (n: string) => `20000000-0000-4000-8000-00000000000${n}`

/** A customer calls, without a chat before. */
async function ringsAsCall(chat: ReturnType<typeof agentChat>, n: string): Promise<void> {
  const customer = { name: 'Mia', email: null, verified: false }
  await chat.dispatch(
    open({ sessionId: callId(n), key: key(900 + Number(n)), customer, modality: 'audio', text: null }),
  )
  await chat.delivers()
}

async function customerOf({ sessions }: ReturnType<typeof agentChat>, sessionId: string): Promise<string> {
  return (await sessions.find({ tenantId, sessionId }))?.customerId ?? ''
}

/** Plays a story in one language and answers the chat as Teams shows it at the end. */
export async function tellStory(story: Story, locale: string): Promise<ChatLine[]> {
  const chat = agentChat()
  const said = new Map<number, string[]>()
  const replaced: ChatLine[] = []
  await chat.hears({ type: 'installationUpdate', action: 'add', locale })
  const isWelcome = story === botStories.welcome
  const from = isWelcome ? 0 : chat.posted.length
  await story({
    chat,
    shows: (card) => {
      if (card) replaced.push({ from: 'bot', shown: { card, summary: '' } })
    },
    says: async (text, change = {}) => {
      const place = chat.posted.length
      said.set(place, [...(said.get(place) ?? []), text])
      await chat.writes(text, { locale, ...change })
    },
  })
  const lines: ChatLine[] = []
  for (let place = from; place <= chat.posted.length; place++) {
    for (const text of said.get(place) ?? []) lines.push({ from: 'agent', text })
    const shown = chat.posted[place]
    if (shown) lines.push({ from: 'bot', shown })
  }
  return [...lines, ...replaced]
}
