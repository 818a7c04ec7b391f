import type { RichTextBlock, TextRun, Block } from './adaptiveCard.ts'

const zeroWidth = '\u200b'
/** A text with more lines than this is shown in one block, where a client may join lines. */
const mostRows = 60

/** Keeps a text literal: a text run expands `{{DATE(...)}}`, so two braces must never be adjacent. */
export const literal = (text: string): string => text.replace(/\{(?=\{)/g, `{${zeroWidth}`)

/** A text run: the only element of a card that may contain customer text. */
export const run = (text: string, look: Omit<TextRun, 'type' | 'text'> = {}): TextRun => ({
  type: 'TextRun',
  text: literal(text),
  ...look,
})

export const rich = (...inlines: TextRun[]): RichTextBlock => ({ type: 'RichTextBlock', inlines, spacing: 'Small' })

/** The number of blocks that `paragraphs` creates for a text. */
export function blocksOf(text: string): number {
  const rows = text.split('\n').length
  return rows > mostRows ? 1 : rows
}

/** A longer customer text with one block per line, because not every client shows line breaks within a run. */
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

/**
 * Cuts a text to a length in characters, without splitting a character. Isolates it, so that it cannot change the
 * writing direction of the text around it.
 */
export function clipped(text: string, length: number): string {
  const characters = Array.from(text.replace(directionControls, ''))
  const cut = characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : characters.join('')
  return `${isolateStart}${cut}${isolateEnd}`
}

/**
 * The title of a card: the text of the direct system messages, which may contain customer text, or our built-in
 * sentence.
 */
export const titleBlocks = (text: string | undefined, builtIn: Block): Block[] =>
  text === undefined || text.trim() === '' ? [builtIn] : paragraphs(text, { weight: 'Bolder' })
