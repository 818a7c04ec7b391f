const languages = ['en', 'de', 'fr', 'it', 'ar'] as const
export type Language = (typeof languages)[number]

/** The supported language of a locale; English if its language is not supported. */
export const languageOf = (locale: string): Language =>
  languages.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? 'en'

export const isRightToLeft = (language: Language): boolean => language === 'ar'
