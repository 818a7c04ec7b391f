import type { Block } from './adaptiveCard.ts'
import { clipped, rich, run } from './customerText.ts'
import type { Translations } from '../i18n/translations.ts'

/** Something in an agent's message that a customer cannot be sent. */
export type LeftOut = { kind: NamelessKind } | { kind: 'file'; name: string }
export type NamelessKind = keyof Translations['leftOutKinds']

const longestFileName = 60
const mostFiles = 5

/** Names what an agent's message held and a customer was not sent. File names are data and stay in a text run. */
export const leftOutNote = (items: readonly LeftOut[], translations: Translations): Block =>
  rich(run(translations.leftOut({ things: listOf(namesOf(items, translations), translations) })))

const listOf = (names: readonly string[], { language }: Translations): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)

function namesOf(
  items: readonly LeftOut[],
  { leftOutKinds, leftOutFile, leftOutFiles }: Translations,
): readonly string[] {
  const files = items.flatMap((item) => (item.kind === 'file' ? [item.name.replace(/\s+/g, ' ')] : []))
  const kinds = items.flatMap(({ kind }) => (kind === 'file' ? [] : [kind]))
  return [
    ...[...new Set(kinds)].map((kind) => leftOutKinds[kind]({ count: kinds.filter((one) => one === kind).length })),
    ...files.slice(0, mostFiles).map((name) => leftOutFile({ name: clipped(name, longestFileName) })),
    ...(files.length > mostFiles ? [leftOutFiles({ count: files.length - mostFiles })] : []),
  ]
}
