import { useState } from 'react'
import type { Tenant } from '#core/contract/tenant'
import type { Editor } from '../../parts/editing/useEditor.ts'
import { NumberField, type Correction } from '../../parts/NumberField.tsx'
import { Setting } from '../../parts/Setting.tsx'
import { useFormat, useWords } from '../../words/speech.ts'

interface NumberSettingProps {
  field: 'ringSeconds' | 'idleWarningMinutes' | 'idleEndMinutes' | 'retentionDays'
  label: string
  hint: string
  min: number
  max: number
  editor: Editor<Tenant>
}

/** One of the tenant's numbers. A number that is not taken as it was typed says so, as long as it stands there. */
export function NumberSetting({ field, label, hint, min, max, editor }: NumberSettingProps) {
  const { corrections } = useWords().tenantPage
  const format = useFormat()
  const [corrected, setCorrected] = useState<{ to: number; by: Correction } | null>(null)
  const value = editor.draft[field]
  const note = corrected?.to === value ? corrections[corrected.by](format.number(value)) : undefined
  return (
    <Setting label={label} hint={hint} note={note} error={editor.errorAt(`/${field}`)}>
      <NumberField
        value={value}
        min={min}
        max={max}
        onChange={(to, by) => {
          setCorrected(by === null ? null : { to, by })
          editor.set({ [field]: to })
        }}
      />
    </Setting>
  )
}
