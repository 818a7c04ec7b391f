import type { Language } from '../../../tab/i18n/compiled/languages.ts'

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

export interface Look {
  theme: Theme
  language: Language
}

/** What shares one page, with the styles of that room alone. */
export type Room = 'cards' | 'panel' | 'callWindow' | 'loader' | 'preview' | 'tab'

/** Something that people see, in one state. */
export interface Exhibit {
  /** Unique, and part of its address: `panel/ringing`. */
  id: string
  room: Room
  /** Where its sentences are listed. */
  screen: string
  /** Leaves traces in the page, so that the next exhibit needs another one. */
  fresh?: true
  /** Also drawn as narrow as a phone, or only so. */
  phone?: true | 'only'
  /** Resolves when all of it is drawn. */
  draw: (look: Look) => Promise<void>
}
