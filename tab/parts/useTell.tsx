import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components'
import { useFaultText } from './useFaultText.ts'

export const toasterId = 'interact'

/** Short notes in the corner: what was done, or why it was not. */
export function useTell() {
  const { dispatchToast } = useToastController(toasterId)
  const faultText = useFaultText()
  return {
    done: (title: string) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
        </Toast>,
        { intent: 'success', timeout: 4000 },
      ),
    failure: (fault: unknown, title?: string) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title ?? faultText(fault)}</ToastTitle>
          {title !== undefined && <ToastBody>{faultText(fault)}</ToastBody>}
        </Toast>,
        { intent: 'error', timeout: 10_000 },
      ),
  }
}
