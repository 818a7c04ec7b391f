import type { Translations } from './en.ts'

export type Language = 'en' | 'de' | 'fr' | 'it' | 'ar'

const loaders: Record<Language, () => Promise<Translations>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  it: async () => (await import('./it.ts')).it,
  ar: async () => (await import('./ar.ts')).ar,
}

const isLanguage = (text: string): text is Language => text in loaders

/** The supported language of a host locale; English if its language is not supported. */
export const languageOf = (locale: string): Language => {
  const language = locale.slice(0, 2).toLowerCase()
  return isLanguage(language) ? language : 'en'
}

/** The translations of a language; English if they cannot be loaded. */
export const loadTranslations = (language: Language): Promise<Translations> =>
  loaders[language]().catch(() => loaders.en())

/** The locale for formats. It keeps the region (`de-ch`), but always has the language of the translations. */
export const formatLocale = (locale: string): string => {
  const language = languageOf(locale)
  const own = locale.slice(0, 2).toLowerCase() === language && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
  return own ? locale : language
}
