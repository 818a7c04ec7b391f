import { z } from 'zod'
import type { Activity } from '../activity/activity.ts'

/**
 * The content of an agent's message: its text without the markup of Teams, the message it quotes, and whether it has
 * attachments.
 */
export interface Said {
  text: string
  quotedId: string | null
  hasAttachments: boolean
}

const mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.looseObject({ id: z.string(), name: z.string().optional() }),
})
const quotedReply = z.looseObject({
  type: z.literal('quotedReply'),
  quotedReply: z.looseObject({ messageId: z.string().min(1) }),
})

export function saidIn(activity: Activity): Said {
  return {
    text: withoutMarks(activity).trim(),
    quotedId: quotedIdOf(activity),
    hasAttachments: (activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html'),
  }
}

/** Removes mentions of the bot and the placeholder of a quote, and replaces mentions of other people by their names. */
function withoutMarks(activity: Activity): string {
  let text = activity.text ?? ''
  for (const entity of activity.entities ?? []) {
    const found = mention.safeParse(entity).data
    if (!found) continue
    const { id, name = '' } = found.mentioned
    text = text.replaceAll(found.text, () => (id === activity.recipient.id ? '' : name))
  }
  return text.replace(/^\s*<quoted messageId="[^"]*"\s*\/>/, '')
}

/** Teams sends a quote as an entity, or, from older clients, as an HTML block next to the text. */
function quotedIdOf(activity: Activity): string | null {
  for (const entity of activity.entities ?? []) {
    const found = quotedReply.safeParse(entity).data
    if (found) return found.quotedReply.messageId
  }
  for (const { contentType, content } of activity.attachments ?? []) {
    if (contentType !== 'text/html' || typeof content !== 'string') continue
    const tag = /<blockquote\b[^>]*>/i.exec(content.slice(0, longestHtml))?.[0]
    if (tag && /itemtype="https?:\/\/schema\.skype\.com\/Reply"/i.test(tag)) {
      const id = /itemid="([^"]+)"/i.exec(tag)?.[1]
      if (id !== undefined) return id
    }
  }
  return null
}

/** Characters to search: the quote is at the start of the block. */
const longestHtml = 4_000
