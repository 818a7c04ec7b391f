import type {
  AgentNotifier,
  ConversationReference,
  AgentConversation,
  AgentConversations,
  AgentMessage,
  DeliveryResult,
} from '#core/session/teamsPorts'
import { textContent, type ChatMessage } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'
import type { Session } from '#core/session/session'
import { offlineMessage } from '../cards/leftMessageCard.ts'
import { messageCard, consoleReplyBefore } from '../cards/messageCard.ts'
import { callRings } from '../cards/callStatus.ts'
import { endingOf, pastCallsOf } from '../cards/endedCard.ts'
import { callCard, noteMessage } from '../cards/noticeCard.ts'
import { sessionMessage } from '../cards/sessionCard.ts'
import type { Channel } from '../connector/teamsChannel.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { lostAfter } from './conversationOpener.ts'
import { clearReplyTarget, selectEnded, clearOnAccept } from './replyFocus.ts'
import type { OpenLink } from '../cards/deepLink.ts'
import { translationsFor } from '../i18n/translations.ts'
import { plain } from '../cards/adaptiveCard.ts'
import { blocksOf } from '../cards/customerText.ts'

interface AgentNotifierDependencies {
  agentConversations: Pick<AgentConversations, 'find' | 'cardOf' | 'noteMessage' | 'focus' | 'lose'>
  sessions: Pick<Sessions, 'find' | 'eventsAfter'>
  channel: Pick<Channel, 'send' | 'update'>
  openLink: OpenLink
  now: () => number
}

const done: DeliveryResult = { delivered: true }
const notInstalled: DeliveryResult = { delivered: false, final: true, reason: 'notInstalled' }
/** Maximum bytes of text in one message; leaves room for the rest of the card. */
const textLimit = 18 * 1024

/** Posts messages of the core to the agent's chat with the bot. Each call may be repeated after a crash. */
export function createAgentNotifier(deps: AgentNotifierDependencies): AgentNotifier {
  const progress = new Map<string, number>()
  return {
    showSession: (session, firstWords) =>
      at(deps, session, async (conversation) => {
        if (session.status === 'ringing') await clearReplyTarget(deps, conversation, session)
        if (session.status === 'active') await clearOnAccept(deps, conversation, session)
        if (session.status === 'ended') await selectEnded(deps, conversation, session)
        const calls = await pastCallsOf(deps.sessions, session)
        const message = sessionMessage(session, { firstWords, calls }, translationsOf(conversation), deps.openLink)
        return showCard(deps, conversation, session, message)
      }),

    sendMessages: (session, messages) =>
      at(deps, session, async (conversation) => {
        await clearReplyTarget(deps, conversation, session)
        const last = messages.at(-1)?.seq ?? 0
        const progressKey = `${session.id} ${last}`
        // A repeated attempt skips the chunks that an earlier attempt has sent. After a restart of the process they are
        // sent again.
        const chunks = chunkMessages(messages, textLimit)
        for (const [index, chunk] of chunks.entries()) {
          if (index < (progress.get(progressKey) ?? 0)) continue
          const range = { from: chunk[0]?.seq ?? last, to: chunk.at(-1)?.seq ?? last }
          const texts = chunk.map(({ content }) => content.text)
          const reply = index === 0 ? await consoleReplyBefore(deps.sessions, session, range.from) : null
          const message = messageCard(session, { texts, reply, range }, translationsOf(conversation))
          const result = await post(deps, conversation, session, message, 'message', range.to)
          if (!result.delivered) return result
          if (index < chunks.length - 1) progress.set(progressKey, index + 1)
        }
        progress.delete(progressKey)
        return done
      }),

    showOfflineMessage: (session, message) =>
      at(deps, session, (conversation) =>
        post(
          deps,
          conversation,
          session,
          offlineMessage(session, message, translationsOf(conversation), deps.openLink),
          'message',
        ),
      ),

    announceCall: (session) =>
      session.status === 'active' && callRings(session)
        ? at(deps, session, async (conversation) => {
            await clearReplyTarget(deps, conversation, session)
            const translations = translationsOf(conversation)
            const card = callCard(translations, translations.wantsCall, session, deps.openLink)
            return post(deps, conversation, session, { summary: translations.callRings, card }, 'message')
          })
        : Promise.resolve(done),

    announceEnd: (session) =>
      at(deps, session, async (conversation) => {
        const translations = translationsOf(conversation)
        const calls = await pastCallsOf(deps.sessions, session)
        const how = session.status === 'ended' ? [plain(endingOf(session, calls, translations))] : []
        return post(
          deps,
          conversation,
          session,
          noteMessage(translations, translations.endedWith, session, ...how),
          'message',
        )
      }),
  }
}

async function at(
  { agentConversations, now }: AgentNotifierDependencies,
  { tenantId, assignment: { userId } }: Session,
  write: (conversation: AgentConversation) => Promise<DeliveryResult>,
): Promise<DeliveryResult> {
  const conversation = await agentConversations.find(tenantId, userId)
  if (conversation?.installed !== true) return notInstalled
  const result = await write(conversation)
  const lost = !result.delivered && result.final ? lostAfter(result.reason, now()) : null
  if (lost) await agentConversations.lose(tenantId, userId, lost.state, lost.tryAgainAt)
  return result
}

/** Updates the existing card, or posts a new one if there is none or the agent has deleted it. */
async function showCard(
  deps: AgentNotifierDependencies,
  conversation: AgentConversation,
  session: Session,
  message: Outgoing,
): Promise<DeliveryResult> {
  const card = await deps.agentConversations.cardOf(session.tenantId, session.id)
  if (card) {
    const result = await deps.channel.update(conversation.reference, card.activityId, message)
    if (result.delivered) return done
    if (!result.final || result.reason !== 'gone') return result
  }
  return post(deps, conversation, session, message, 'card')
}

async function post(
  { channel, agentConversations }: AgentNotifierDependencies,
  { tenantId, reference }: AgentConversation,
  session: Session,
  message: Outgoing,
  purpose: AgentMessage['purpose'],
  shownUpTo: number | null = null,
): Promise<DeliveryResult> {
  const sent = await channel.send(reference, message)
  if (!sent.delivered) return sent
  const { activityId } = sent
  // Without an id the message cannot be updated later, so the next state of the session is posted as a new card.
  if (activityId !== null)
    await agentConversations.noteMessage(tenantId, { sessionId: session.id, activityId, purpose, shownUpTo })
  return done
}

const translationsOf = ({ reference }: { reference: ConversationReference }) => translationsFor(reference.locale)

/**
 * Groups texts so that the JSON of each group stays under `limit` bytes, in order and without loss. A text that is too
 * large on its own is split between two characters.
 */
function chunkMessages(messages: readonly ChatMessage[], limit: number): ChatMessage[][] {
  const chunks: ChatMessage[][] = []
  let size = Infinity
  for (const message of messages.flatMap((whole) => chunksOf(whole, limit))) {
    const bytes = sizeOf(message.content.text)
    if (size + bytes > limit) {
      chunks.push([])
      size = 0
    }
    chunks.at(-1)?.push(message)
    size += bytes
  }
  return chunks
}

/** JSON overhead of one block in bytes. Each `{{` also costs a zero-width space. */
const rowOverhead = 90
const sizeOf = (text: string): number =>
  Buffer.byteLength(JSON.stringify(text)) + rowOverhead * blocksOf(text) + 3 * (text.split('{').length - 1)

function chunksOf(message: ChatMessage, limit: number): ChatMessage[] {
  const { text } = message.content
  if (sizeOf(text) <= limit) return [message]
  const characters = Array.from(text)
  const middle = Math.ceil(characters.length / 2)
  return [characters.slice(0, middle), characters.slice(middle)].flatMap((half) =>
    chunksOf({ ...message, content: textContent(half.join('')) }, limit),
  )
}
