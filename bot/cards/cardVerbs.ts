import { z } from 'zod'
import { id, key } from '#core/contract/ids'
import type { Execute } from './adaptiveCard.ts'

const onSession = { sessionId: id }
/** What an agent can have the bot do; each has a title in the catalogues, which is also the word to write. */
export const commandNames = ['help', 'status', 'available', 'away', 'chats', 'end'] as const
export type CommandName = (typeof commandNames)[number]

const seq = z.number().int().positive()

/**
 * All actions of our cards. They are parsed again on return, because the data of a card comes from the client and is
 * not trusted.
 */
export const cardAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('accept'), ...onSession }),
  z.object({ verb: z.literal('decline'), ...onSession }),
  z.object({ verb: z.literal('end'), ...onSession }),
  /**
   * Sends the next plain replies to this session. `messages` is the range of the customer's messages on the pressed
   * card.
   */
  z.object({ verb: z.literal('reply'), ...onSession, messages: z.object({ from: seq, to: seq }).optional() }),
  /**
   * Sends this one reply to this session. `messageKey` is the key of the message; `text` comes from the card's input, or
   * from the button where the card has none. It is not named `key`, because the Agents Playground reserves that name.
   */
  z.object({ verb: z.literal('choose'), ...onSession, messageKey: key, text: z.string().max(20_000) }),
  z.object({ verb: z.literal('command'), command: z.enum(commandNames) }),
])
export type CardAction = z.infer<typeof cardAction>
export type Verb = CardAction['verb']

type DataOf<V extends Verb> = Omit<Extract<CardAction, { verb: V }>, 'verb' | 'text'> & { text?: string }

export function button<V extends Verb>(
  title: string,
  verb: V,
  data: DataOf<V>,
  style?: NonNullable<Execute['style']>,
): Execute {
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    ...(style === undefined ? {} : { style }),
    fallback: { type: 'Action.Submit', title, data: { verb, ...data } },
  }
}
