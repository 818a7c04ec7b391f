import type { LeftOut } from '../cards/leftOutNote.ts'
import type { Activity } from '../activity/activity.ts'
import { imageKindAt, isEmojiSprite, type RichText } from './richText.ts'

type Attachment = NonNullable<Activity['attachments']>[number]
type Kind = LeftOut['kind']

const images: readonly Kind[] = ['picture', 'gif', 'sticker']
/** Teams shows each of these in the HTML as the same empty element. */
const extensions: readonly Kind[] = ['card', 'loopComponent', 'codeSnippet', 'voiceMessage']

/**
 * What a message holds and a customer cannot be sent. Teams may show one thing in the HTML and attach it as well, so of
 * each kind the longer list counts; the HTML knows images better, the attachments know cards.
 */
export function leftOutOf(attachments: readonly Attachment[], html: RichText | null): LeftOut[] {
  const shown = html?.leftOut ?? []
  const attached = attachments.flatMap((one) => attachedThing(one, html !== null) ?? [])
  const others: readonly Kind[] = ['videoClip', 'forwardedMessage']
  return [
    ...merged(shown, attached, images),
    ...others.flatMap((kind) => merged(shown, attached, [kind])),
    ...merged(attached, shown, extensions),
    ...attached.filter(({ kind }) => kind === 'file' || kind === 'other'),
  ]
}

function merged(better: readonly LeftOut[], other: readonly LeftOut[], kinds: readonly Kind[]): LeftOut[] {
  const of = (items: readonly LeftOut[]) => items.filter(({ kind }) => kinds.includes(kind))
  const first = of(better)
  return [...first, ...of(other).slice(first.length)]
}

const kindsByType: readonly [RegExp, Kind | null][] = [
  [/^text\/html$/, null],
  // The message that is replied to.
  [/^messagereference$/, null],
  [/^forwardedmessagereference$/, 'forwardedMessage'],
  [/\.card\.fluid|loopcomponent/, 'loopComponent'],
  [/\.card\.codesnippet$/, 'codeSnippet'],
  [/\.card\.audio$|^audio\//, 'voiceMessage'],
  [/\.card\.video$|^video\//, 'videoClip'],
  [/^image(\/|$)/, 'picture'],
  [/\.teams\.card\.file\.|\.file\.download\.info$|^reference$/, 'file'],
  [/\.card\./, 'card'],
]

/** What an attachment is to the agent; null if it is no more than a part of the text. */
function attachedThing({ contentType, contentUrl = '', name }: Attachment, hasHtml: boolean): LeftOut | null {
  const type = contentType.toLowerCase()
  const known = kindsByType.find(([pattern]) => pattern.test(type))
  const kind = known ? known[1] : 'file'
  if (kind === 'file') return name === undefined || name.trim() === '' ? { kind: 'other' } : { kind, name }
  if (kind !== 'picture') return kind && { kind }
  if (isEmojiSprite(contentUrl)) return hasHtml ? null : { kind }
  return { kind: imageKindAt(contentUrl) }
}
