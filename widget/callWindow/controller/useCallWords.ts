import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CallWords } from '../../i18n/call/words.ts'
import { fill } from '../../i18n/words.ts'

export interface CallSpeech {
  words: CallWords
  locale: string
  /** The agent, as the customer knows them. */
  name: string
}

export const CallSpeaking = createContext<CallSpeech | null>(null)

/** The sentences, with the agent's name and other values put in. */
export function useCallWords() {
  const speech = useContext(CallSpeaking)
  if (!speech) throw new Error('No words around this part')
  const { words, locale, name } = speech
  const say = (key: keyof CallWords, values: Record<string, string | number> = {}) =>
    fill(words[key], { name, ...values })
  return { say, locale, name }
}
