import type { Tenant } from '#core/contract/tenant'
import type { Editor } from '../../parts/editing/useEditor.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import { Setting } from '../../parts/Setting.tsx'

interface NumberSettingProps {
  field: 'ringSeconds' | 'idleWarningMinutes' | 'idleEndMinutes' | 'retentionDays'
  label: string
  hint: string
  min: number
  max: number
  editor: Editor<Tenant>
}

/** One of the tenant's numbers. */
export function NumberSetting({ field, label, hint, min, max, editor }: NumberSettingProps) {
  return (
    <Setting label={label} hint={hint} error={editor.errorAt(`/${field}`)}>
      <NumberField
        value={editor.draft[field]}
        min={min}
        max={max}
        onChange={(value) => editor.set({ [field]: value })}
      />
    </Setting>
  )
}
