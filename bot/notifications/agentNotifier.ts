import type { AgentDesk, ConversationReference, Desk, Desks, DeskMessage, Told } from '#core/session/teamsPorts'
import type { Sessions } from '#core/session/ports'
import type { Session } from '#core/session/session'
import { leftMessage } from '../cards/leftMessageCard.ts'
import { lineMessage, consoleReplyBefore } from '../cards/messageCard.ts'
import { callRings } from '../cards/callStatus.ts'
import { endingOf, pastCallsOf } from '../cards/endedCard.ts'
import { callCard, noteMessage } from '../cards/noticeCard.ts'
import { sessionMessage } from '../cards/sessionCard.ts'
import type { Channel, Outgoing } from '../connector/teamsChannel.ts'
import { lapse, markEnd, turn } from './replyFocus.ts'
import type { OpenLink } from '../cards/deepLink.ts'
import { wordsFor } from '../i18n/wordsFor.ts'
import { blocksOf } from '../cards/customerText.ts'

interface Parts {
  desks: Pick<Desks, 'find' | 'cardOf' | 'noteMessage' | 'focus'>
  sessions: Pick<Sessions, 'find' | 'eventsAfter'>
  channel: Pick<Channel, 'send' | 'update'>
  openLink: OpenLink
}

const done: Told = { told: true }
const notInstalled: Told = { told: false, final: true, reason: 'notInstalled' }
/** Bytes of text in one message: room is left for the card around it. */
const textLimit = 18 * 1024

/** The agent's chat with the bot, as the core writes to it. Each call may come again after a crash. */
export function createAgentDesk(parts: Parts): AgentDesk {
  const progress = new Map<string, number>()
  return {
    showSession: (session, firstWords) =>
      at(parts, session, async (desk) => {
        if (session.status === 'ringing') await lapse(parts, desk, session)
        if (session.status === 'active') await turn(parts, desk, session)
        if (session.status === 'ended') await markEnd(parts, desk, session)
        const calls = await pastCallsOf(parts.sessions, session)
        const message = sessionMessage(session, { firstWords, calls }, wordsOf(desk), parts.openLink)
        return showCard(parts, desk, session, message)
      }),

    carryLines: (session, lines) =>
      at(parts, session, async (desk) => {
        await lapse(parts, desk, session)
        const last = lines.at(-1)?.seq ?? 0
        const lane = `${session.id} ${last}`
        // What a try before this one has brought is not brought again, unless the process has ended between.
        const parcels = lineParcels(lines, textLimit)
        for (const [index, parcel] of parcels.entries()) {
          if (index < (progress.get(lane) ?? 0)) continue
          const range = { from: parcel[0]?.seq ?? last, to: parcel.at(-1)?.seq ?? last }
          const texts = parcel.map(({ text }) => text)
          const reply = index === 0 ? await consoleReplyBefore(parts.sessions, session, range.from) : null
          const message = lineMessage(session, { texts, reply, range }, wordsOf(desk))
          const told = await post(parts, desk, session, message, 'line')
          if (!told.told) return told
          if (index < parcels.length - 1) progress.set(lane, index + 1)
        }
        progress.delete(lane)
        return done
      }),

    showLeftMessage: (session, message) =>
      at(parts, session, (desk) =>
        post(parts, desk, session, leftMessage(session, message, wordsOf(desk), parts.openLink), 'message'),
      ),

    noteCall: (session) =>
      session.status === 'active' && callRings(session)
        ? at(parts, session, async (desk) => {
            await lapse(parts, desk, session)
            const words = wordsOf(desk)
            const card = callCard(words, words.wantsCall, session, parts.openLink)
            return post(parts, desk, session, { summary: words.callRings, card }, 'message')
          })
        : Promise.resolve(done),

    noteEnd: (session) =>
      at(parts, session, async (desk) => {
        const words = wordsOf(desk)
        const calls = await pastCallsOf(parts.sessions, session)
        const how = session.status === 'ended' ? [endingOf(session, calls, words)] : []
        return post(parts, desk, session, noteMessage(words, words.endedWith, session, ...how), 'message')
      }),
  }
}

async function at({ desks }: Parts, session: Session, write: (desk: Desk) => Promise<Told>): Promise<Told> {
  const desk = await desks.find(session.tenantId, session.userId)
  return desk?.installed === true ? write(desk) : notInstalled
}

/** Brings the card that is there up to date, or posts it: at first, and where the agent has deleted it. */
async function showCard(parts: Parts, desk: Desk, session: Session, message: Outgoing): Promise<Told> {
  const card = await parts.desks.cardOf(session.tenantId, session.id)
  if (card) {
    const told = await parts.channel.update(desk.reference, card.activityId, message)
    if (told.told) return done
    if (!told.final || told.reason !== 'gone') return told
  }
  return post(parts, desk, session, message, 'card')
}

async function post(
  { channel, desks }: Parts,
  { tenantId, reference }: Desk,
  session: Session,
  message: Outgoing,
  purpose: DeskMessage['purpose'],
): Promise<Told> {
  const sent = await channel.send(reference, message)
  if (!sent.told) return sent
  const { activityId } = sent
  // Without an id there is nothing to remember: the next state of the session is posted, not updated.
  if (activityId !== null) await desks.noteMessage(tenantId, { sessionId: session.id, activityId, purpose })
  return done
}

const wordsOf = ({ reference }: { reference: ConversationReference }) => wordsFor(reference.locale)

/**
 * Texts grouped so that each group's JSON stays under `limit` bytes, in order and with nothing left out. A text that is
 * too large alone is cut between two characters.
 */
function lineParcels<T extends { text: string }>(lines: readonly T[], limit: number): T[][] {
  const parcels: T[][] = []
  let size = Infinity
  for (const line of lines.flatMap((whole) => piecesOf(whole, limit))) {
    const bytes = sizeOf(line.text)
    if (size + bytes > limit) {
      parcels.push([])
      size = 0
    }
    parcels.at(-1)?.push(line)
    size += bytes
  }
  return parcels
}

/** What a block costs, and a zero-width space in each `{{`. */
const rowOverhead = 90
const sizeOf = (text: string): number =>
  Buffer.byteLength(JSON.stringify(text)) + rowOverhead * blocksOf(text) + 3 * (text.split('{').length - 1)

function piecesOf<T extends { text: string }>(line: T, limit: number): T[] {
  if (sizeOf(line.text) <= limit) return [line]
  const characters = Array.from(line.text)
  const middle = Math.ceil(characters.length / 2)
  return [characters.slice(0, middle), characters.slice(middle)].flatMap((half) =>
    piecesOf({ ...line, text: half.join('') }, limit),
  )
}
