import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { fill, type Words } from '../../i18n/words.ts'

export interface WordsContextValue {
  words: Words
  locale: string
  /** Display name of the agent. */
  name: string
}

export const WordsContext = createContext<WordsContextValue | null>(null)

export type Translator = Pick<ReturnType<typeof useWords>, 'say' | 'locale'>

/** Returns the translate function `say`, which fills in the agent's name and other values. */
export function useWords() {
  const speech = useContext(WordsContext)
  if (!speech) throw new Error('useWords needs a provider')
  const say = (key: keyof Words, values: Record<string, string | number> = {}) =>
    fill(speech.words[key], { name: speech.name, ...values })
  return { say, locale: speech.locale, name: speech.name }
}
