import type { SessionEvent } from '#core/contract/sessions'
import { fill, type Words } from '../words/words.ts'
import { sentenceOf } from './sentenceOf.ts'

/** What the button says of a minimised panel: whether somebody came or the session ended, and how much is unread. */
export function unreadLabel(unread: readonly SessionEvent[], words: Words, name: string): string {
  const moment = unread.findLast(({ kind }) => kind !== 'line')
  const told = moment ? [sentenceOf(moment, (word, values) => fill(words[word], { name, ...values }))] : []
  return [...told, fill(words.unread, { count: unread.length })].join(' ')
}
