import { useEffect, useRef } from 'react'

/**
 * After a save that was refused the focus goes to the first field that says why: it may be out of sight. Not so where a
 * dialog asks first (`asked`): the focus is its own, and taking it away would close it to everybody.
 */
export function useFirstErrorFocus(saving: boolean, asked: boolean): void {
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
