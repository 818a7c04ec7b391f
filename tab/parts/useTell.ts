import { tell, type ToastAction } from './toasts/told.ts'
import { useFaultText } from './useFaultText.ts'

/** Short notes in the corner: what was done, or why it was not. */
export function useTell() {
  const faultText = useFaultText()
  return {
    done: (title: string, action?: ToastAction) => tell({ intent: 'success', title, ...(action ? { action } : {}) }),
    /** `fault` may be null where the title says it all. */
    failure: (fault: unknown, title?: string) => {
      const text = fault === null ? undefined : faultText(fault)
      tell({
        intent: 'error',
        title: title ?? text ?? '',
        ...(title !== undefined && text !== undefined ? { text } : {}),
      })
    },
  }
}
