import { all } from './compiled/all.ts'
import { isRightToLeft, languageOf, languages, type Language } from './compiled/languages.ts'
import type { Translations as Texts } from './compiled/types.ts'

/** The texts of the bot in one language. */
export interface Translations extends Texts {
  language: Language
  rightToLeft: boolean
}

const byLanguage = Object.fromEntries(
  languages.map((language) => [language, { ...all[language], language, rightToLeft: isRightToLeft(language) }]),
) as Record<Language, Translations>

export const everyLanguage: readonly Translations[] = Object.values(byLanguage)

/** The texts for a locale such as `de-CH`; English if the language is not supported. */
export const translationsFor = (locale: unknown): Translations =>
  byLanguage[languageOf(typeof locale === 'string' ? locale : '')]
