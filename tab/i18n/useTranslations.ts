import { createContext, use } from 'react'
import type { Language } from './compiled/languages.ts'
import { loaders } from './compiled/loaders.ts'
import type { Format } from './format/format.ts'
import type { Translations } from './compiled/types.ts'

export interface I18n {
  translations: Translations
  format: Format
  direction: 'ltr' | 'rtl'
}

/** Translations, formats and direction. Set once at start-up, before the first render. */
export const I18nContext = createContext<I18n | null>(null)

function useI18n(): I18n {
  const i18n = use(I18nContext)
  if (!i18n) throw new Error('useTranslations() needs an I18nContext')
  return i18n
}

export const useTranslations = (): Translations => useI18n().translations
export const useFormat = (): Format => useI18n().format

/** The translations of a language; English if they cannot be loaded. */
export const loadTranslations = async (language: Language): Promise<Translations> =>
  (await loaders[language]().catch(() => loaders.en())).translations

/** A text that is chosen by a key, where only some of the choices have arguments. */
export const textOf = <Values>(text: string | ((values: Values) => string), values: Values): string =>
  typeof text === 'string' ? text : text(values)
