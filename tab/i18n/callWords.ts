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
const cache = new Map<Language, Promise<CallWords>>()

function wordsOf(language: Language): Promise<CallWords> {
  const cached = cache.get(language)
  if (cached) return cached
  const words = loaders[language]().catch(() => loaders.en())
  // A failed load is retried by the next caller.
  words.catch(() => cache.delete(language))
  cache.set(language, words)
  return words
}

/** The call catalogue, which is not part of the first page. Suspends until loaded. */
export const useCallWords = (): CallWords => use(wordsOf(languageOf(useFormat().locale)))
