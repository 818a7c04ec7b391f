import type { SessionEvent } from '#core/contract/sessions'
import { fill, type Words } from '../words/words.ts'
import { sentenceOf } from './sentenceOf.ts'

/** What the button says of a minimised panel: whether somebody came or the session ended, and how much is unread. */
export function unreadLabel(unread: readonly SessionEvent[], words: Words, locale: string, name: string): string {
  const say = (word: keyof Words, values?: Record<string, string | number>) => fill(words[word], { name, ...values })
  const moment = unread.findLast(({ kind }) => kind !== 'line')
  const told = moment ? [sentenceOf(moment, { say, locale })] : []
  return [...told, fill(words.unread, { count: unread.length })].join(' ')
}
