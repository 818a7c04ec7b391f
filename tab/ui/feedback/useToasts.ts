import { Refused } from '../../api/httpClient.ts'
import { forget, showToast, type ToastAction } from './toastQueue.ts'
import { useErrorText } from './useErrorText.ts'

/** What a provider of calls said in its own words helps whoever mends it. */
const providerSaid = (fault: unknown): string | null =>
  fault instanceof Refused && fault.problem.code === 'callProviderRefused' ? fault.problem.detail : null

/** Short notes in the corner: what was done, or why it was not. */
export function useToasts() {
  const faultText = useErrorText()
  return {
    done: (title: string, text?: string) =>
      showToast({ intent: 'success', title, ...(text === undefined ? {} : { text }) }),
    /** What has happened without the person's doing, with what they may want to do about it. */
    note: (title: string, text: string, action: ToastAction) => showToast({ intent: 'info', title, text, action }),
    /** What was done and can be taken back, until something else is said about it or `forget` is told. */
    undoable: (about: string, title: string, text: string, action: ToastAction) => {
      forget(about)
      showToast({ intent: 'success', title, text, action, about })
    },
    forget,
    /** `fault` may be null where the title says it all. */
    failure: (fault: unknown, title?: string) => {
      const said = [title, fault !== null && faultText(fault), providerSaid(fault)]
      const [first = '', ...more] = said.filter((each) => typeof each === 'string')
      showToast({ intent: 'error', title: first, ...(more.length > 0 ? { text: more.join(' ') } : {}) })
    },
  }
}
