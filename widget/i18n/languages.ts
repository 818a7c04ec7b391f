import { languages, type Language } from './compiled/languages.ts'

/** The supported language of a locale; English if its language is not supported. */
export const languageOf = (locale: string): Language =>
  languages.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? 'en'
