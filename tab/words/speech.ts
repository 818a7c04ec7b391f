import { createContext, use } from 'react'
import { makeFormat, type Format } from './format.ts'
import { en, type Words } from './en.ts'

export interface Speech {
  words: Words
  format: Format
  direction: 'ltr' | 'rtl'
}

/** What the tab speaks. English until the host has said otherwise. */
export const SpeechContext = createContext<Speech>({ words: en, format: makeFormat('en'), direction: 'ltr' })

export const useWords = (): Words => use(SpeechContext).words
export const useFormat = (): Format => use(SpeechContext).format
