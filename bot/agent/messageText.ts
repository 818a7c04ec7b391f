import { z } from 'zod'
import type { Activity } from '../activity/activity.ts'

/** What an agent's message says: its text without Teams' own marks, the message it quotes, and whether more came along. */
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

/** The bot's own mention goes, another person's becomes the name, and the place of a quote goes. */
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

/** Teams sends a quote as an entity, or, from older clients, as a block of HTML beside the text. */
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

/** The quote stands first in the block. */
const longestHtml = 4_000
