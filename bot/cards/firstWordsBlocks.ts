import type { Words } from '../words/words.ts'
import { subtle, type Block } from './adaptive.ts'
import { paragraphs } from './customerText.ts'

/** What the customer wrote first, under its label. */
export const firstWordsBlocks = (firstWords: string | null, words: Words): Block[] =>
  firstWords === null ? [] : [subtle(words.firstWords), ...paragraphs(firstWords)]
