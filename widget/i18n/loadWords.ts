import type { Language } from './languages.ts'
import type { Words } from './words.ts'

const languages: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  ar: () => import('./ar.ts'),
}

/** Loads the texts of one language. */
export const loadWords = async (language: Language): Promise<Words> => (await languages[language]()).words
