import { use } from 'react'
import type { CallTranslations } from './calls/en.ts'
import { languageOf, type Language } from './languages.ts'
import { useFormat } from './useTranslations.ts'

export type { CallTranslations }

const loaders: Record<Language, () => Promise<CallTranslations>> = {
  en: async () => (await import('./calls/en.ts')).calls,
  de: async () => (await import('./calls/de.ts')).calls,
  fr: async () => (await import('./calls/fr.ts')).calls,
  it: async () => (await import('./calls/it.ts')).calls,
  ar: async () => (await import('./calls/ar.ts')).calls,
}
const cache = new Map<Language, Promise<CallTranslations>>()

function translationsOf(language: Language): Promise<CallTranslations> {
  const cached = cache.get(language)
  if (cached) return cached
  const translations = loaders[language]().catch(() => loaders.en())
  // A failed load is retried by the next caller.
  translations.catch(() => cache.delete(language))
  cache.set(language, translations)
  return translations
}

/** The translations for calls, which are not part of the first page. Suspends until loaded. */
export const useCallTranslations = (): CallTranslations => use(translationsOf(languageOf(useFormat().locale)))
