import { withoutLoneSlash } from './withoutLoneSlash.ts'

/** What was pasted, as patterns: one a line, however the lines were separated; blank ones and list marks are left out. */
export const patternLines = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((line) => line.replace(/^["'•]+|["']+$/g, ''))
    .filter((line) => line !== '' && line !== '-')
    .map(withoutLoneSlash)

export const holdsSeveral = (text: string): boolean => patternLines(text).length > 1
