import { use } from 'react'
import type { CallWords } from './calls/en.ts'
import { languageOf, type Language } from './languages.ts'
import { useFormat } from './useWords.ts'

export type { CallWords }

const loaders: Record<Language, () => Promise<CallWords>> = {
  en: async () => (await import('./calls/en.ts')).calls,
  de: async () => (await import('./calls/de.ts')).calls,
  fr: async () => (await import('./calls/fr.ts')).calls,
  it: async () => (await import('./calls/it.ts')).calls,
  ar: async () => (await import('./calls/ar.ts')).calls,
}
const asked = new Map<Language, Promise<CallWords>>()

function wordsOf(language: Language): Promise<CallWords> {
  const known = asked.get(language)
  if (known) return known
  const words = loaders[language]().catch(() => loaders.en())
  // What failed is asked for again by whoever comes next.
  words.catch(() => asked.delete(language))
  asked.set(language, words)
  return words
}

/** The words of calls, which are no part of the first page. Whoever asks for them first waits. */
export const useCallWords = (): CallWords => use(wordsOf(languageOf(useFormat().locale)))
