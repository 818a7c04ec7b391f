import type { Block } from './adaptive.ts'
import { heading } from './adaptive.ts'
import { paragraphs } from './customerText.ts'

/**
 * What the agent is told at one moment: the text of the direct system messages, which may hold what the customer typed,
 * or our own sentence.
 */
export const moment = (text: string | undefined, builtIn: string): Block[] =>
  text === undefined || text.trim() === '' ? [heading(builtIn)] : paragraphs(text, { weight: 'Bolder' })
