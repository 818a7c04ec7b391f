import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { holdsSeveral, patternLines } from './patternText.ts'

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'flex-start', columnGap: '8px' },
  field: { flexGrow: 1, minWidth: 0 },
})

interface NewPatternProps {
  onAdd: (lines: readonly string[]) => void
  /** Moves the focus to the last pattern. */
  onUp: () => void
}

/** The last row, to type a new pattern or to paste several. */
export function NewPattern({ onAdd, onUp }: NewPatternProps) {
  const styles = useStyles()
  const { templates } = useTranslations()
  const [text, setText] = useState('')
  const add = () => {
    const lines = patternLines(text)
    if (lines.length > 0) onAdd(lines)
    setText('')
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    if (!holdsSeveral(pasted)) return
    event.preventDefault()
    onAdd(patternLines(pasted))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') onUp()
    else if (event.key === 'Enter') add()
    else return
    event.preventDefault()
  }
  return (
    <li className={styles.row}>
      <Field className={styles.field} hint={templates.addHint}>
        <Input
          aria-label={templates.newPattern}
          placeholder="https://shop.example.com"
          dir="ltr"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value }) => setText(value)}
          onBlur={add}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
        />
      </Field>
      <Button appearance="subtle" icon={<AddRegular />} aria-label={templates.addPattern} onClick={add} />
    </li>
  )
}
