import { use } from 'react'
import { languageOf, type Language } from './compiled/languages.ts'
import { loaders } from './calls/compiled/loaders.ts'
import type { Translations as CallTranslations } from './calls/compiled/types.ts'
import { useFormat } from './useTranslations.ts'

export type { CallTranslations }

const cache = new Map<Language, Promise<CallTranslations>>()

function translationsOf(language: Language): Promise<CallTranslations> {
  const cached = cache.get(language)
  if (cached) return cached
  const translations = loaders[language]()
    .catch(() => loaders.en())
    .then((loaded) => loaded.translations)
  // A failed load is retried by the next caller.
  translations.catch(() => cache.delete(language))
  cache.set(language, translations)
  return translations
}

/** The translations for calls, which are not part of the first page. Suspends until loaded. */
export const useCallTranslations = (): CallTranslations => use(translationsOf(languageOf(useFormat().locale)))
