import { type RichTextBlock, type TextRun, type Block, heading } from './adaptiveCard.ts'

const zeroWidth = '\u200b'
/** A text of more rows than this is shown in one block, where a client may join rows. */
const mostRows = 60

/** A text as the characters that were typed: a text run expands `{{DATE(...)}}`, so no two braces may touch. */
export const literal = (text: string): string => text.replace(/\{(?=\{)/g, `{${zeroWidth}`)

/** A run of foreign text: the only place in a card where what a customer wrote may stand. */
export const run = (text: string, look: Omit<TextRun, 'type' | 'text'> = {}): TextRun => ({
  type: 'TextRun',
  text: literal(text),
  ...look,
})

export const rich = (...inlines: TextRun[]): RichTextBlock => ({ type: 'RichTextBlock', inlines, spacing: 'Small' })

/** How many blocks `paragraphs` makes of a text. */
export function blocksOf(text: string): number {
  const rows = text.split('\n').length
  return rows > mostRows ? 1 : rows
}

/** A longer foreign text, a block to each row, since not every client breaks the line within a run. */
export function paragraphs(text: string, look: Omit<TextRun, 'type' | 'text'> = {}): RichTextBlock[] {
  if (blocksOf(text) === 1) return [rich(run(text, look))]
  return text.split('\n').map((row, index) => ({
    ...rich(run(row === '' ? '\u00a0' : row, look)),
    spacing: index === 0 ? 'Small' : 'None',
  }))
}

const isolateStart = '\u2068'
const isolateEnd = '\u2069'

const directionControls = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Cut to a length without cutting a character in two, and unable to turn the writing direction of what follows. */
export function clipped(text: string, length: number): string {
  const characters = Array.from(text.replace(directionControls, ''))
  const cut = characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : characters.join('')
  return `${isolateStart}${cut}${isolateEnd}`
}

/**
 * What the agent is told at one moment: the text of the direct system messages, which may hold what the customer typed,
 * or our own sentence.
 */
export const formatTime = (text: string | undefined, builtIn: string): Block[] =>
  text === undefined || text.trim() === '' ? [heading(builtIn)] : paragraphs(text, { weight: 'Bolder' })
