import { useEffect, useRef } from 'react'

/** After a save that was refused the focus goes to the first field that says why: it may be out of sight. */
export function useFirstErrorFocus(saving: boolean): void {
  const wasSaving = useRef(false)
  useEffect(() => {
    if (wasSaving.current && !saving) {
      const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]')
      field?.focus({ preventScroll: true })
      field?.scrollIntoView({ block: 'center' })
    }
    wasSaving.current = saving
  }, [saving])
}
