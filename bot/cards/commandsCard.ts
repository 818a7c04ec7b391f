import { actionLimit, card, heading, plain, type Action, type Block, type Card } from './adaptiveCard.ts'
import { takesReplies } from './callStatus.ts'
import { button, commandNames, type CommandName } from './cardVerbs.ts'
import { buttonLabel } from './customerLabel.ts'
import { note } from './noticeCard.ts'
import { more, newestFirst } from './sessionPickerCard.ts'
import type { CardMessage } from './outgoing.ts'
import type { Translations } from '../i18n/translations.ts'
import type { Session } from '#core/session/session'

/**
 * Blocks with a button for each command but the one that was just run. A pressed card is replaced by the result, which
 * has the buttons again. Action.Execute works in personal chats, older clients take its fallback:
 * learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards
 */
export const commandsCard = (translations: Translations, body: Block[], without?: CommandName): Card =>
  card(
    translations,
    body,
    commandNames
      .filter((command) => command !== without)
      .map((command) => button(translations.commands[command], 'command', { command })),
  )

export const helpCard = (translations: Translations, before: Block[] = []): Card =>
  commandsCard(translations, [...before, ...translations.help.map(plain)], 'help')

export function welcomeMessage(translations: Translations): CardMessage {
  const [summary, ...more] = translations.welcome
  return { summary, card: commandsCard(translations, [heading(summary), ...more.map(plain)]) }
}

interface WrittenCommand {
  command: CommandName
  /** The word as the agent wrote it. */
  word: string
  /** The key of the message, should the word be one. */
  key: string
  /** All sessions to which the word may be a reply. */
  sessions: readonly Session[]
  /** Whether ending "the" session can only mean the one in `sessions`. */
  isOnly: boolean
}

/** Asks whether a word is a command or a reply. Neither happens before a button is pressed. */
export function commandOrReplyCard(written: WrittenCommand, translations: Translations, why: Block[] = []): Card {
  const { word, key } = written
  const able = written.sessions.filter(takesReplies)
  const shown = newestFirst(able).slice(0, actionLimit - 1)
  const send = shown.map((session): Action => {
    const label = buttonLabel(session)
    const named = able.length === 1 ? translations.sendWord({ word }) : label
    const title = session.status === 'ringing' ? translations.acceptAndSend({ customer: label }) : named
    return button(title, 'choose', { sessionId: session.id, messageKey: key, text: word })
  })
  return card(
    translations,
    [...why, question(word, able, translations), ...more(able, translations, actionLimit - 1)],
    [...send, runButton(written, translations)],
  )
}

function question(word: string, able: readonly Session[], translations: Translations): Block {
  const [only, ...others] = able
  if (!only) return plain(translations.commandOnly({ word }))
  if (others.length > 0) return plain(translations.commandOrReplyToOne({ word }))
  return note(({ customer }) => translations.commandOrReply({ word, customer }), only)
}

/** Names the session to end where there is one, so that a second press cannot end the next customer's. */
function runButton({ command, sessions, isOnly }: WrittenCommand, translations: Translations): Action {
  const title = translations.runCommand({ command: translations.commands[command] })
  const [only] = sessions
  return command === 'end' && isOnly && only?.status === 'active'
    ? button(title, 'end', { sessionId: only.id })
    : button(title, 'command', { command })
}
