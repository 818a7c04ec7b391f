import { Caption1, MessageBar, MessageBarBody, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useRef } from 'react'
import { patternLimit, type DomainTemplate } from '#core/contract/domainTemplates'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { NewPattern } from './NewPattern.tsx'
import { PatternRow } from './PatternRow.tsx'
import { useOriginTest } from './useOriginTest.ts'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', rowGap: '8px', listStyleType: 'none', margin: 0, padding: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface PatternsPanelProps {
  patterns: readonly string[]
  /** The saved patterns with the server's warnings for them. */
  saved: Pick<DomainTemplate, 'patterns' | 'warnings'>
  readOnly: boolean
  errorAt: (path: string) => string | undefined
  onChange: (patterns: string[]) => void
}

/** One pattern per row, validated while typing. */
export function PatternsPanel({ patterns, saved, readOnly, errorAt, onChange }: PatternsPanelProps) {
  const styles = useStyles()
  const { templates } = useTranslations()
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  const verdicts = useOriginTest(patterns, saved)
  const focus = (row: number) => list.current?.querySelectorAll('input')[row]?.focus()
  const put = (row: number, lines: readonly string[]) => onChange(patterns.toSpliced(row, 1, ...lines))
  const remove = (row: number) => {
    onChange(patterns.toSpliced(row, 1))
    // Without any pattern left, only the row for a new one, which comes after it, can have the focus.
    focus(patterns.length === 1 ? 1 : Math.max(0, row - 1))
  }
  return (
    <Panel
      title={templates.patterns}
      aside={
        <Caption1>
          {templates.ofLimit({ count: format.number(patterns.length), limit: format.number(patternLimit) })}
        </Caption1>
      }
    >
      <Text className={styles.quiet}>{templates.patternsHint}</Text>
      {patterns.length === 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{templates.empty}</MessageBarBody>
        </MessageBar>
      )}
      <div ref={list}>
        <ul className={styles.rows}>
          {patterns.map((pattern, row) => (
            <PatternRow
              key={row}
              row={row + 1}
              pattern={pattern}
              verdict={verdicts[row]}
              refused={errorAt(`/patterns/${row}`)}
              readOnly={readOnly}
              onChange={(lines) => put(row, lines)}
              onRemove={() => remove(row)}
              onMove={(step) => focus(row + step)}
            />
          ))}
          {!readOnly && (
            <NewPattern onAdd={(lines) => onChange([...patterns, ...lines])} onUp={() => focus(patterns.length - 1)} />
          )}
        </ul>
      </div>
    </Panel>
  )
}
