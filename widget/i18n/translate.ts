import type { Language } from './compiled/languages.ts'
import { loaders } from './compiled/loaders.ts'
import type { Translations } from './compiled/types.ts'

export type { Translations }

type Text = string | ((values: never) => string)
type ValuesOf<AnyText> = AnyText extends (values: infer Values) => string ? (values: Values) => void : never
/** The arguments that all of these texts together need, except the agent's name, which is known. */
type Needed<AnyText> = ValuesOf<AnyText> extends (values: infer Values) => void ? Omit<Values, 'name'> : never
type Named = { name?: string }
type Arguments<AnyText> = keyof Needed<AnyText> extends never ? [values?: Named] : [values: Needed<AnyText> & Named]

/** Returns a text by its key, with the agent's name and the given values filled in. */
export type Say<Texts> = <Key extends keyof Texts>(key: Key, ...values: Arguments<Texts[Key]>) => string

/** Keys of the texts that need no values. */
export type PlainKey<Texts> = {
  [Key in keyof Texts]: keyof Needed<Texts[Key]> extends never ? Key : never
}[keyof Texts]

/** What a view needs in order to speak: see `Say`; `name` is the display name of the agent. */
export interface Translator<Texts> {
  say: Say<Texts>
  locale: string
  name: string
}

/** Characters that can change the direction of the text around them: format characters, Hebrew and Arabic letters. */
const directional = /[\p{Cf}\u0590-\u08ff]/u
const isolated = (value: string) => (directional.test(value) ? `\u2068${value}\u2069` : value)

/** A value cannot change the direction of the text around it. */
export function createTranslator<Texts extends { [Key in keyof Texts]: Text }>(
  texts: Texts,
  locale: string,
  name: string,
): Translator<Texts> {
  const say = (key: keyof Texts, values: Record<string, string | number> = {}): string => {
    const text: Text = texts[key]
    if (typeof text === 'string') return text
    const safe = Object.entries({ name, ...values }).map(([argument, value]): [string, string | number] => [
      argument,
      typeof value === 'string' ? isolated(value) : value,
    ])
    return (text as (values: Record<string, string | number>) => string)(Object.fromEntries(safe))
  }
  return { say, locale, name }
}

export const loadTranslations = async (language: Language): Promise<Translations> =>
  (await loaders[language]()).translations
