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

/** The catalogue language for a host locale; English if there is none. */
export const languageOf = (locale: string): Language => {
  const language = locale.slice(0, 2).toLowerCase()
  return isLanguage(language) ? language : 'en'
}

/** The catalogue of a language; English if it cannot be loaded. */
export const loadTranslations = (language: Language): Promise<Translations> =>
  loaders[language]().catch(() => loaders.en())

/** The locale for formats. It keeps the region (`de-ch`), but never differs in language from the catalogue. */
export const formatLocale = (locale: string): string => {
  const language = languageOf(locale)
  const own = locale.slice(0, 2).toLowerCase() === language && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
  return own ? locale : language
}
