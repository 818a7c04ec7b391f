const languages = ['en', 'de', 'fr', 'it', 'ar'] as const
export type Language = (typeof languages)[number]

/** The language spoken for a locale: its first part where we have it, else English. */
export const languageOf = (locale: string): Language =>
  languages.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? 'en'

export const isRightToLeft = (language: Language): boolean => language === 'ar'
