import type { Language } from '../languages.ts'
import { loadWords } from '../loadWords.ts'
import type { CallWords, OwnCallWords } from './words.ts'

const languages: Record<Language, () => Promise<{ words: OwnCallWords }>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  ar: () => import('./ar.ts'),
}

/** Loads the texts of the call window in one language, including those that it shares with the panel. */
export async function loadCallWords(language: Language): Promise<CallWords> {
  const [shared, own] = await Promise.all([loadWords(language), languages[language]()])
  return { ...shared, ...own.words }
}
