/// <reference types="vite/types/importMeta.d.ts" />
import { languages, type Language } from '../../../tab/i18n/compiled/languages.ts'

export interface Sentence {
  catalogue: string
  key: string
  texts: Record<Language, string>
}

type Tree = string | { [name: string]: Tree }

const files: Record<string, { default: Tree }> = import.meta.glob(
  ['/bot/i18n/*.json', '/tab/i18n/*.json', '/tab/i18n/calls/*.json', '/widget/i18n/*.json', '/widget/i18n/*/*.json'],
  { eager: true },
)

function* leaves(tree: Tree, key = ''): Generator<[string, string]> {
  if (typeof tree === 'string') yield [key, tree]
  else for (const [name, part] of Object.entries(tree)) yield* leaves(part, key === '' ? name : `${key}.${name}`)
}

const textsIn = (catalogue: string, language: Language) =>
  new Map(leaves(files[`/${catalogue}/${language}.json`]?.default ?? {}))

/** Every sentence of every catalogue, as the catalogues hold it. */
export function allSentences(): Sentence[] {
  const catalogues = Object.keys(files).flatMap((path) => /^\/(.+)\/en\.json$/.exec(path)?.[1] ?? [])
  return catalogues.flatMap((catalogue) => {
    const texts = languages.map((language) => [language, textsIn(catalogue, language)] as const)
    return [...textsIn(catalogue, 'en').keys()].map((key): Sentence => ({
      ...{ catalogue, key },
      texts: Object.fromEntries(texts.map(([language, all]) => [language, all.get(key) ?? ''])) as Sentence['texts'],
    }))
  })
}
