import { z } from 'zod'
import { id, key } from '#core/contract/ids'
import type { Execute } from './adaptiveCard.ts'

const onSession = { sessionId: id }
const seq = z.number().int().positive()

/** Everything that a button of our cards can say. Parsed again when it comes back: a card is only a page. */
export const cardAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('accept'), ...onSession }),
  z.object({ verb: z.literal('decline'), ...onSession }),
  z.object({ verb: z.literal('end'), ...onSession }),
  /** From here on plain replies go to this session. `lines` are the customer's on the card that is pressed. */
  z.object({ verb: z.literal('reply'), ...onSession, messages: z.object({ from: seq, to: seq }).optional() }),
  /** This one reply goes to this session; `lineKey` is the line's, `text` comes from the card's input. Not `key`: the Agents Playground keeps that name to itself. */
  z.object({ verb: z.literal('choose'), ...onSession, messageKey: key, text: z.string().max(20_000) }),
])
export type CardAction = z.infer<typeof cardAction>
export type Verb = CardAction['verb']

type DataOf<V extends Verb> = Omit<Extract<CardAction, { verb: V }>, 'verb' | 'text'>

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
