import { convert, type DomNode, type FormatCallback, type FormatOptions, type SelectorDefinition } from 'html-to-text'
import type { LeftOut, NamelessKind } from '../cards/leftOutNote.ts'

/** What the HTML of a Teams message says. */
export interface RichText {
  /** Null if the HTML is nested too deeply to be read. */
  text: string | null
  /** What the HTML shows and a text cannot carry, in order. */
  leftOut: LeftOut[]
  /** Whether the HTML repeats a message that the agent replies to. */
  quotes: boolean
}

/** Characters. Teams takes messages of about 100 KB; a longer text is more than a customer can be sent anyway. */
export const longestHtml = 100_000
/** Quotes in quotes repeat their lines at every level, so depth costs time. */
const deepest = 50
/** Stands where the HTML is nested too deeply; no activity that was stored contains it. */
const tooDeep = '\u0000'

/** Reads the HTML of a message as plain text. The HTML comes from a client, so nothing of it but characters passes. */
export function readHtml(html: string, isBotName: (name: string) => boolean): RichText {
  const leftOut: LeftOut[] = []
  let quotes = false
  const text = convert(html.slice(0, longestHtml), {
    wordwrap: false,
    // Without it, a body element within the message would make everything around it disappear.
    baseElements: { selectors: [] },
    limits: { maxDepth: deepest, ellipsis: tooDeep },
    // Without the zero-width space, which would become a real one.
    whitespaceCharacters: ' \t\r\n\f',
    selectors,
    formatters: {
      link,
      cell,
      line,
      lineBreak,
      quotedMessage: () => {
        quotes = true
      },
      leaveOut: (_element, _walk, _builder, { kind }: FormatOptions & { kind?: NamelessKind }) => {
        if (kind !== undefined) leftOut.push({ kind })
      },
      extension: ({ children }) => {
        leftOut.push({ kind: children.some(isTag) ? 'card' : 'voiceMessage' })
      },
      image: (element, _walk, builder) => {
        const shown = readImage(element)
        if (typeof shown === 'string') builder.addInline(shown)
        else leftOut.push(shown)
      },
      mention: (element, walk, builder) => {
        if (!isBotName(wordsIn(element).trim())) walk(element.children, builder)
      },
    },
  })
  return { text: text.includes(tooDeep) ? null : tidy(withoutListIndent(text)), leftOut, quotes }
}

/** Teams writes repeated and leading spaces as non-breaking ones; zero-width ones would be invisible litter. */
export const tidy = (text: string): string =>
  text
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .split('\n')
    .map((row) => row.trimEnd())
    .join('\n')
    .trim()

/** The library indents numbers by one space. */
const withoutListIndent = (text: string): string => text.replace(/^((?:> )*) (?=\d+\. )/gm, '$1')

const schema = (selector: string, format: string, options: FormatOptions = {}): SelectorDefinition => ({
  selector: `[itemtype*="schema.skype.com/${selector}"]`,
  format,
  options,
})
const leaveOut = (selector: string, kind: NamelessKind) => schema(selector, 'leaveOut', { kind })
const oneLineApart = { leadingLineBreaks: 1, trailingLineBreaks: 1 }

const selectors: SelectorDefinition[] = [
  ...['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, format: 'line' })),
  ...['table', 'tr'].map((selector) => ({ selector, format: 'block', options: oneLineApart })),
  ...['pre', 'blockquote'].map((selector) => ({ selector, format: selector, options: oneLineApart })),
  { selector: 'ul', format: 'unorderedList', options: { ...oneLineApart, itemPrefix: '- ' } },
  { selector: 'ol', format: 'orderedList', options: oneLineApart },
  { selector: 'hr', format: 'horizontalLine', options: { ...oneLineApart, length: 3 } },
  { selector: 'br', format: 'lineBreak' },
  { selector: 'a', format: 'link' },
  ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
  ...['img', 'emoji', 'customemoji'].map((selector) => ({ selector, format: 'image' })),
  { selector: 'video', format: 'leaveOut', options: { kind: 'videoClip' } },
  { selector: 'audio', format: 'leaveOut', options: { kind: 'voiceMessage' } },
  { selector: 'at', format: 'mention' },
  schema('Mention', 'mention'),
  schema('Reply', 'quotedMessage'),
  // Teams puts an empty paragraph in front of a code block.
  schema('CodeBlockEditor', 'skip'),
  schema('InputExtension', 'extension'),
  leaveOut('Forward', 'forwardedMessage'),
  leaveOut('FluidEmbedCard', 'loopComponent'),
  leaveOut('Giphy', 'gif'),
  leaveOut('Tenor', 'gif'),
  leaveOut('Sticker', 'sticker'),
  leaveOut('AMSVideo', 'videoClip'),
  ...['[hidden]', '[style*="display:none"]', '[style*="display: none"]'].map((selector) => ({
    selector,
    format: 'skip',
  })),
]

const isTag = ({ type }: DomNode): boolean => type === 'tag'
const attributesOf = ({ attribs }: DomNode) => (attribs ?? {}) as Readonly<Partial<Record<string, string>>>
const wordsIn = ({ children }: DomNode): string => children.map(({ data }) => data ?? '').join('')

/** An emoji as text; any other image as what it is. */
function readImage(element: DomNode): string | LeftOut {
  const { src = '', itemtype = '' } = attributesOf(element)
  if (element.name !== 'img' || itemtype.endsWith('/Emoji') || isEmojiSprite(src))
    return emojiOf(attributesOf(element)) ?? { kind: 'picture' }
  return { kind: imageKindAt(src) }
}

/** Microsoft's own pictures: of emoji and of stickers. */
const ofTeams = /^https:\/\/statics\.teams\.[a-z.]+\//
const isSticker = (address: string) => address.includes('/sticker')

/** Whether an address is that of the picture of an emoji. */
export const isEmojiSprite = (address: string): boolean => ofTeams.test(address) && !isSticker(address)

/** What an image is that is known by its address alone. */
export function imageKindAt(address: string): NamelessKind {
  if (ofTeams.test(address) && isSticker(address)) return 'sticker'
  return /^https:\/\/([^/]+\.)?(giphy|tenor)\.com\//.test(address) ? 'gif' : 'picture'
}

/** The emoji's character; a custom emoji of the tenant has none and is written by its name. */
function emojiOf({ alt = '', title = '', itemid = '', id = '' }: Readonly<Partial<Record<string, string>>>) {
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(alt)) return alt
  const name = [title, alt, itemid, id].map((one) => one.trim()).find((one) => one !== '')
  return name === undefined ? null : `:${name}:`
}

/** The words and, unless they are the address themselves, the address. */
const link: FormatCallback = (element, walk, builder) => {
  let words = ''
  builder.pushWordTransform((word) => {
    words += word
    return word
  })
  walk(element.children, builder)
  builder.popWordTransform()
  const address = (attributesOf(element).href ?? '').trim()
  if (!/^(https?|mailto|tel):./i.test(address) || isAddress(words, address)) return
  const shown = address.replace(/^(mailto|tel):/i, '')
  builder.addInline(words === '' ? shown : ` (${shown})`, { noWordTransform: true })
}

const isAddress = (words: string, address: string): boolean =>
  ['', 'https://', 'http://', 'mailto:', 'tel:'].some(
    (scheme) => URL.canParse(scheme + words) && URL.canParse(address) && hrefOf(scheme + words) === hrefOf(address),
  )
const hrefOf = (address: string): string => new URL(address).href

const isBlank = ({ type, data = '' }: DomNode): boolean => type === 'text' && /^[ \t\r\n\f]*$/.test(data)

/** A break at the end of a block shows nothing: the block ends there, or is an empty line already. */
const lineBreak: FormatCallback = (element, _walk, builder) => {
  const { name = '', children = [element] } = element.parent ?? {}
  const isLast = children.findLast((node) => !isBlank(node)) === element
  if (!isLast || !/^(p|div|li|td|blockquote|pre|code)$/.test(name)) builder.addLineBreak()
}

/** A table's cells stand in one line, since columns do not align in a proportional font. */
const cell: FormatCallback = (element, walk, builder) => {
  if (element.parent?.children.find(isTag) !== element) builder.addInline(' | ')
  walk(element.children, builder)
}

const isInCell = ({ parent }: DomNode): boolean => !!parent && (/^t[dh]$/.test(parent.name ?? '') || isInCell(parent))

/** A line of its own, except in a cell. */
const line: FormatCallback = (element, walk, builder) => {
  if (isInCell(element)) {
    walk(element.children, builder)
    builder.addInline(' ')
    return
  }
  builder.openBlock({ leadingLineBreaks: 1 })
  walk(element.children, builder)
  builder.closeBlock({ trailingLineBreaks: 1 })
}
