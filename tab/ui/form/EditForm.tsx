import { Text } from '@fluentui/react-components'
import { useState, type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { ConfirmDialog } from '../feedback/ConfirmDialog.tsx'
import { LeaveGuard } from './UnsavedChangesGuard.tsx'
import { SaveBar } from './SaveBar.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import type { EditFormState } from './useEditForm.ts'

/** An editable field: its label, and how to display its values. */
export interface EditedField {
  label: string
  show?: (value: unknown) => string
}

interface Question {
  title: string
  text: string
  /** Label of the confirming button. */
  yes: string
}

interface EditFormProps<T> {
  editor: EditFormState<T>
  fields: Partial<Record<keyof T, EditedField>>
  /** Confirmation before saving, for changes with consequences for other users. */
  question?: Question | null
  /** The organization unit in which a name must be unique. */
  unit?: string | undefined
  children: ReactNode
}

/** Wraps a form with the save bar, the unsaved-changes guard and the conflict dialog. */
export function EditForm<T>({ editor, fields, question = null, unit, children }: EditFormProps<T>) {
  const { shell } = useTranslations()
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
        const sentence = shell.staleField({
          field: label(key),
          before: show(key, saved[key]),
          after: show(key, now[key]),
        })
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
            unit={unit}
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
          change={stale.change}
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
 * Moves the focus to the first invalid field after a refused save, since it may be out of view. Not while a dialog is open
 * (`asked`): it traps the focus.
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
