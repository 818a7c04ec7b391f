import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { holdsSeveral, patternLines, withoutLoneSlash } from './patternText.ts'
import type { Verdict } from './useOriginTest.ts'

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'flex-start', columnGap: '8px' },
  field: { flexGrow: 1, minWidth: 0 },
})

interface PatternRowProps {
  /** Row number, starting at 1. */
  row: number
  pattern: string
  verdict: Verdict | undefined
  /** The server's error for this row from the last save. */
  refused: string | undefined
  readOnly: boolean
  /** Several lines if several patterns were pasted. */
  onChange: (lines: readonly string[]) => void
  onRemove: () => void
  onMove: (step: -1 | 1) => void
}

export function PatternRow({ row, pattern, verdict, refused, readOnly, onChange, onRemove, onMove }: PatternRowProps) {
  const styles = useStyles()
  const { templates } = useTranslations()
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!holdsSeveral(text)) return
    event.preventDefault()
    onChange([...(pattern.trim() === '' ? [] : [pattern]), ...patternLines(text)])
  }
  // Not while typing, when a path may still follow the slash.
  const onBlur = () => {
    const whole = withoutLoneSlash(pattern.trim())
    if (whole === '') onRemove()
    else if (whole !== pattern.trim()) onChange([whole])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') onMove(-1)
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onMove(1)
    else if (event.key === 'Backspace' && pattern === '') onRemove()
    else return
    event.preventDefault()
  }
  const state = refused === undefined ? (verdict?.state ?? 'none') : 'error'
  return (
    <li className={styles.row}>
      <Field className={styles.field} validationState={state} validationMessage={refused ?? verdict?.text ?? null}>
        <Input
          aria-label={templates.pattern({ row })}
          value={pattern}
          readOnly={readOnly}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value }) => onChange([value])}
          onBlur={onBlur}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
        />
      </Field>
      {!readOnly && (
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={templates.removePattern({ pattern })}
          onClick={onRemove}
        />
      )}
    </li>
  )
}
