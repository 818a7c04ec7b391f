import { forget, tell, type ToastAction } from './toasts/told.ts'
import { useFaultText } from './useFaultText.ts'

/** Short notes in the corner: what was done, or why it was not. */
export function useTell() {
  const faultText = useFaultText()
  return {
    done: (title: string, text?: string) => tell({ intent: 'success', title, ...(text === undefined ? {} : { text }) }),
    /** What was done and can be taken back, until something else is said about it or `forget` is told. */
    undoable: (about: string, title: string, text: string, action: ToastAction) => {
      forget(about)
      tell({ intent: 'success', title, text, action, about })
    },
    forget,
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
