import { languages, type Language } from './compiled/languages.ts'
import { loaders } from './compiled/loaders.ts'
import type { Translations } from './compiled/types.ts'

const isLanguage = (text: string): text is Language => languages.some((language) => language === text)

/** The supported language of a host locale; English if its language is not supported. */
export const languageOf = (locale: string): Language => {
  const language = locale.slice(0, 2).toLowerCase()
  return isLanguage(language) ? language : 'en'
}

/** The translations of a language; English if they cannot be loaded. */
export const loadTranslations = async (language: Language): Promise<Translations> =>
  (await loaders[language]().catch(() => loaders.en())).translations

/** The locale for formats. It keeps the region (`de-ch`), but always has the language of the translations. */
export const formatLocale = (locale: string): string => {
  const language = languageOf(locale)
  const own = locale.slice(0, 2).toLowerCase() === language && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
  return own ? locale : language
}
