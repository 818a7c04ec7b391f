import { createContext, use } from 'react'
import type { Format } from './format/format.ts'
import type { Words } from './en.ts'

export interface Speech {
  words: Words
  format: Format
  direction: 'ltr' | 'rtl'
}

/** What the tab speaks. Nothing is shown before that is known. */
export const SpeechContext = createContext<Speech | null>(null)

function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('Words are asked for outside of SpeechContext')
  return speech
}

export const useWords = (): Words => useSpeech().words
export const useFormat = (): Format => useSpeech().format
