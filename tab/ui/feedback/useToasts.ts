import { Refused } from '../../api/httpClient.ts'
import { dismissToasts, showToast, type ToastAction } from './toastQueue.ts'
import { useErrorText } from './useErrorText.ts'

/** The call provider's own message, which helps administrators to fix the problem. */
const providerDetail = (fault: unknown): string | null =>
  fault instanceof Refused && fault.problem.code === 'callProviderRefused' ? fault.problem.detail : null

/** Shows toasts: what was done, or why it failed. */
export function useToasts() {
  const faultText = useErrorText()
  return {
    done: (title: string, text?: string) =>
      showToast({ intent: 'success', title, ...(text === undefined ? {} : { text }) }),
    /** An event that the user did not cause, with an action. */
    note: (title: string, text: string, action: ToastAction) => showToast({ intent: 'info', title, text, action }),
    /** A success that can be undone until the next toast on the same subject or `dismiss`. */
    undoable: (about: string, title: string, text: string, action: ToastAction) => {
      dismissToasts(about)
      showToast({ intent: 'success', title, text, action, about })
    },
    dismiss: dismissToasts,
    /** `fault` may be null if the title is enough. */
    failure: (fault: unknown, title?: string) => {
      const sentences = [title, fault !== null && faultText(fault), providerDetail(fault)]
      const [first = '', ...more] = sentences.filter((each) => typeof each === 'string')
      showToast({ intent: 'error', title: first, ...(more.length > 0 ? { text: more.join(' ') } : {}) })
    },
  }
}
