import { Text } from '@fluentui/react-components'
import { useState, type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../../i18n/useWords.ts'
import { ConfirmDialog } from '../feedback/ConfirmDialog.tsx'
import { LeaveGuard } from './UnsavedChangesGuard.tsx'
import { SaveBar } from './SaveBar.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import type { EditForm_ } from './useEditForm.ts'

/** A field that can be changed: its name on the page, and its values in words. */
export interface EditedField {
  label: string
  show?: (value: unknown) => string
}

interface Question {
  title: string
  text: string
  /** On the button that saves. */
  yes: string
}

interface EditFormProps<T> {
  editor: EditForm_<T>
  fields: Partial<Record<keyof T, EditedField>>
  /** Asked before saving, where the changes end something for somebody. */
  question?: Question | null
  children: ReactNode
}

/** Everything around a form: the bar that saves, the question before leaving, the choice when two people edit. */
export function EditForm<T>({ editor, fields, question = null, children }: EditFormProps<T>) {
  const { shell } = useWords()
  const [asked, setAsked] = useState(false)
  const { changed, stale, saved } = editor
  useFirstErrorFocus(editor.saving, stale !== null)
  const label = (key: keyof T) => fields[key]?.label ?? String(key)
  const show = (key: keyof T, value: unknown) => {
    const own = fields[key]?.show
    if (own) return own(value)
    if (typeof value === 'boolean') return value ? shell.yes : shell.no
    return typeof value === 'string' || typeof value === 'number' ? `“${value}”` : shell.none
  }
  const differences = (now: T) =>
    (Object.keys(fields) as (keyof T)[])
      .filter((key) => JSON.stringify(saved[key]) !== JSON.stringify(now[key]))
      .map((key) => {
        const sentence = shell.staleField(label(key), show(key, saved[key]), show(key, now[key]))
        return changed.includes(key) ? `${sentence} (${shell.staleMine})` : sentence
      })
  return (
    <>
      {children}
      {changed.length > 0 && (
        <>
          <LeaveGuard changes={changed.length} />
          <SaveBar
            changed={changed.map(label)}
            saving={editor.saving}
            fault={editor.fault}
            onSave={question ? () => setAsked(true) : editor.save}
            onDiscard={editor.discard}
          />
        </>
      )}
      {question && asked && (
        <ConfirmDialog
          title={question.title}
          yes={question.yes}
          onYes={() => {
            editor.save()
            return Promise.resolve()
          }}
          onClose={() => setAsked(false)}
        >
          <Text>{question.text}</Text>
        </ConfirmDialog>
      )}
      {stale && (
        <ConflictDialog
          differences={differences(stale.data)}
          onTakeTheirs={editor.useTheirs}
          onKeepMine={editor.keepMine}
          onClose={editor.notNow}
        />
      )}
    </>
  )
}

/**
 * After a save that was refused the focus goes to the first field that says why: it may be out of sight. Not so where a
 * dialog asks first (`asked`): the focus is its own, and taking it away would close it to everybody.
 */
function useFirstErrorFocus(saving: boolean, asked: boolean): void {
  const wasSaving = useRef(false)
  useEffect(() => {
    if (wasSaving.current && !saving && !asked) {
      const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]')
      field?.focus({ preventScroll: true })
      field?.scrollIntoView({ block: 'center' })
    }
    wasSaving.current = saving
  }, [saving, asked])
}
