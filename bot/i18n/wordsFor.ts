import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import type { Words } from './words.ts'

const languages: Record<string, Words> = { en, de, fr, it, ar }

/** The texts for a locale such as `de-CH`; English if the language is not supported. */
export const wordsFor = (locale: unknown): Words => {
  const language = typeof locale === 'string' ? (locale.toLowerCase().split(/[-_]/)[0] ?? '') : ''
  return Object.hasOwn(languages, language) ? (languages[language] ?? en) : en
}
