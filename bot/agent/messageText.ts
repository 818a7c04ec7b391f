import { z } from 'zod'
import { messageLimit } from '#core/contract/text'
import type { Activity } from '../activity/activity.ts'
import type { LeftOut } from '../cards/leftOutNote.ts'
import { leftOutOf } from './attachments.ts'
import { longestHtml, readHtml, tidy, type RichText } from './richText.ts'

/** The content of an agent's message. */
export interface Said {
  /** As plain text, without the markup of Teams. */
  text: string
  isTooLong: boolean
  /** The id of the message that the agent replies to. */
  quotedId: string | null
  leftOut: LeftOut[]
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

/** Reads a message. Teams sends it twice: as text, which lacks emoji, links and lists, and as HTML, which has them. */
export function saidIn(activity: Activity): Said {
  const attachments = activity.attachments ?? []
  const html = htmlOf(activity)
  const mirror = html === null ? null : readHtml(html, botNamesOf(activity))
  const text = textOf(activity, mirror)
  return {
    text,
    isTooLong: text.length > messageLimit || (html?.length ?? 0) > longestHtml,
    quotedId: quotedIdOf(activity),
    leftOut: leftOutOf(attachments, mirror),
  }
}

function htmlOf({ attachments }: Activity): string | null {
  const html = attachments?.find(({ contentType }) => contentType === 'text/html')?.content
  return typeof html === 'string' ? html : null
}

/** If the HTML holds only what is not sent, the text repeats that as words, and counts for nothing either. */
function textOf(activity: Activity, mirror: RichText | null): string {
  const isRead = mirror !== null && (mirror.text !== '' || mirror.quotes || mirror.leftOut.length > 0)
  return (isRead ? mirror.text : null) ?? tidy(withoutMarks(activity))
}

const botNamesOf = (activity: Activity): ((name: string) => boolean) => {
  const names = (activity.entities ?? []).flatMap((entity) => {
    const found = mention.safeParse(entity).data
    return found?.mentioned.id === activity.recipient.id ? [found.mentioned.name, stripped(found.text)] : []
  })
  return (name) => name === activity.recipient.name || names.includes(name)
}

const stripped = (text: string): string => text.replace(/^<at[^>]*>|<\/at>$/g, '')

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
    const tag = /<blockquote\b[^>]*>/i.exec(content.slice(0, longestSearch))?.[0]
    if (tag && /itemtype="https?:\/\/schema\.skype\.com\/Reply"/i.test(tag)) {
      const id = /itemid="([^"]+)"/i.exec(tag)?.[1]
      if (id !== undefined) return id
    }
  }
  return null
}

/** Characters to search: the quote is at the start of the block. */
const longestSearch = 4_000
