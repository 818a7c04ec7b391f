import { patternLimit } from '../contract/domainTemplates.ts'
import { canonicalText, parsePattern, type OriginPattern, type PatternProblem } from './pattern.ts'

/**
 * Warnings about entries that can be saved. `publicSuffix`: anyone who rents a name below it is admitted.
 * `…CannotFrame`: Chromium accepts no such host in `frame-ancestors` (measured with version 147), so a page there can
 * launch the widget but cannot frame it. `trailingDot`: it names a different host than the same text without the dot,
 * and older browsers cannot frame there.
 */
export type PatternWarning = 'publicSuffix' | 'ipv6CannotFrame' | 'underscoreCannotFrame' | 'trailingDot'

export interface CheckedPatterns {
  /**
   * The entries to store: trimmed, otherwise as written, in order; only the first of several entries with the same
   * meaning.
   */
  readonly patterns: readonly string[]
  /** Refused entries. `tooMany` marks the first entry past the limit; later entries are not checked. */
  readonly problems: readonly { index: number; entry: string; reason: PatternProblem | 'tooMany' }[]
  readonly warnings: readonly { index: number; entry: string; warning: PatternWarning }[]
}

const warningsFor = (
  { host, wildcard }: OriginPattern,
  isPublicSuffix: (host: string) => boolean,
): readonly PatternWarning[] => {
  const warnings: PatternWarning[] = []
  if (wildcard && isPublicSuffix(host.name)) warnings.push('publicSuffix')
  if (host.kind === 'ipv6') warnings.push('ipv6CannotFrame')
  if (host.name.includes('_')) warnings.push('underscoreCannotFrame')
  if (host.labels.at(-1) === '') warnings.push('trailingDot')
  return warnings
}

/**
 * Checks the entries of a domain template before they are saved. `index` counts from 0 in `texts`; `entry` is trimmed.
 * `isPublicSuffix` receives the normalised base of each wildcard (`co.uk`, `github.io`). Never throws.
 */
export const checkPatterns = (texts: readonly string[], isPublicSuffix: (host: string) => boolean): CheckedPatterns => {
  const kept = new Map<string, string>()
  const problems: { index: number; entry: string; reason: PatternProblem | 'tooMany' }[] = []
  const warnings: { index: number; entry: string; warning: PatternWarning }[] = []
  for (const [index, text] of texts.entries()) {
    const entry = text.trim()
    const read = parsePattern(entry)
    if (!read.ok) {
      problems.push({ index, entry, reason: read.reason })
      continue
    }
    const meaning = canonicalText(read.pattern)
    if (kept.has(meaning)) continue
    if (kept.size === patternLimit) {
      problems.push({ index, entry, reason: 'tooMany' })
      break
    }
    kept.set(meaning, entry)
    for (const warning of warningsFor(read.pattern, isPublicSuffix)) warnings.push({ index, entry, warning })
  }
  return { patterns: [...kept.values()], problems, warnings }
}
