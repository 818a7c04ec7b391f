import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { fill, type Words } from '../../i18n/words.ts'

export interface Speech {
  words: Words
  locale: string
  /** The agent, as the customer knows them. */
  name: string
}

export const Speaking = createContext<Speech | null>(null)

export type Speaker = Pick<ReturnType<typeof useWords>, 'say' | 'locale'>

/** The sentences, with the agent's name and other values put in. */
export function useWords() {
  const speech = useContext(Speaking)
  if (!speech) throw new Error('No words around this part')
  const say = (key: keyof Words, values: Record<string, string | number> = {}) =>
    fill(speech.words[key], { name: speech.name, ...values })
  return { say, locale: speech.locale, name: speech.name }
}
