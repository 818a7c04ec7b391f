import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Translator } from './translate.ts'

/** A context that hands the translator of some texts to views, and the hook that reads it. */
export function createTranslatorContext<Texts>() {
  const context = createContext<Translator<Texts> | null>(null)
  const useTranslator = (): Translator<Texts> => {
    const translator = useContext(context)
    if (!translator) throw new Error('There is no translator around this view')
    return translator
  }
  return { Provider: context.Provider, useTranslator }
}
