import { loaders } from './call/compiled/loaders.ts'
import type { Translations as OwnTranslations } from './call/compiled/types.ts'
import type { Language } from './compiled/languages.ts'
import { loadTranslations, type Translations } from './translate.ts'

/** The texts of the call window: those of the panel and its own. */
export type CallTranslations = Translations & OwnTranslations

export async function loadCallTranslations(language: Language): Promise<CallTranslations> {
  const [shared, own] = await Promise.all([loadTranslations(language), loaders[language]()])
  return { ...shared, ...own.translations }
}
