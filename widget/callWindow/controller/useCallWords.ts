import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CallWords } from '../../i18n/call/words.ts'
import { fill } from '../../i18n/words.ts'

export interface CallWordsContextValue {
  words: CallWords
  locale: string
  /** Display name of the agent. */
  name: string
}

export const CallWordsContext = createContext<CallWordsContextValue | null>(null)

/** Returns the translate function `say`, which fills in the agent's name and other values. */
export function useCallWords() {
  const speech = useContext(CallWordsContext)
  if (!speech) throw new Error('useCallWords needs a provider')
  const { words, locale, name } = speech
  const say = (key: keyof CallWords, values: Record<string, string | number> = {}) =>
    fill(words[key], { name, ...values })
  return { say, locale, name }
}
