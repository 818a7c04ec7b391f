import type { DomainTemplate } from '#core/contract/domainTemplates'
import { canonicalText, parsePattern, type OriginPattern } from '#core/reach/pattern'
import { checkPatterns, type PatternWarning } from '#core/reach/patternList'
import { useDebounced } from '../../ui/form/useDebounced.ts'
import { usePatternWarnings } from './api.ts'
import type { Translations } from '../../i18n/compiled/types.ts'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'

export interface Verdict {
  state: 'success' | 'warning' | 'error'
  text: string
}

const isWarning = (code: string, known: Translations['templates']['warnings']): code is PatternWarning => code in known

/**
 * Explains each pattern, or why it cannot be saved, by the rules that the server also uses. Only the server knows shared
 * hosting domains: its warnings for the saved patterns are included, and it is asked about wildcards that are not saved.
 */
export function useOriginTest(
  patterns: readonly string[],
  saved: Pick<DomainTemplate, 'patterns' | 'warnings'>,
): readonly Verdict[] {
  const { templates } = useTranslations()
  const format = useFormat()
  const checked = checkPatterns(patterns, () => false)
  const rowOf = new Map<string, number>()
  const unsaved = patterns
    .map((text) => text.trim())
    .filter((entry) => entry.includes('*') && !saved.patterns.includes(entry))
  const typed = usePatternWarnings(useDebounced(unsaved)).data ?? []
  const known = [...saved.warnings, ...typed]

  const meaning = ({ host, wildcard, schemes, port }: OriginPattern): string => {
    const where = wildcard ? templates.everySubdomain({ host: host.name }) : templates.thisHost({ host: host.name })
    const how = schemes.length > 1 ? templates.bothSchemes : templates.onlyScheme({ scheme: schemes.join() })
    return port === undefined ? `${where} ${how}` : `${where} ${how} ${templates.onlyPort({ port: String(port) })}`
  }

  return patterns.map((text, row): Verdict => {
    const problem = checked.problems.find(({ index }) => index === row)
    if (problem) return { state: 'error', text: templates.problems[problem.reason] }
    const entry = text.trim()
    const read = parsePattern(entry)
    if (!read.ok) return { state: 'error', text: templates.problems.tooMany }
    const sense = canonicalText(read.pattern)
    const first = rowOf.get(sense)
    if (first !== undefined) return { state: 'warning', text: templates.sameAs({ row: format.number(first) }) }
    rowOf.set(sense, row + 1)
    const warning =
      checked.warnings.find(({ index }) => index === row)?.warning ??
      known.find((each) => each.entry === entry)?.warning
    return warning !== undefined && isWarning(warning, templates.warnings)
      ? { state: 'warning', text: templates.warnings[warning] }
      : { state: 'success', text: meaning(read.pattern) }
  })
}
