import {
  Button,
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components'
import { useFaultText } from './useFaultText.ts'

export const toasterId = 'interact'

interface ToastAction {
  label: string
  act: () => void
}

/** Short notes in the corner: what was done, or why it was not. */
export function useTell() {
  const { dispatchToast } = useToastController(toasterId)
  const faultText = useFaultText()
  return {
    done: (title: string, action?: ToastAction) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {action && (
            <ToastFooter>
              <ToastTrigger>
                <Button size="small" onClick={action.act}>
                  {action.label}
                </Button>
              </ToastTrigger>
            </ToastFooter>
          )}
        </Toast>,
        { intent: 'success', timeout: action ? 8000 : 4000 },
      ),
    failure: (fault: unknown, title?: string) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title ?? faultText(fault)}</ToastTitle>
          {title !== undefined && fault !== null && <ToastBody>{faultText(fault)}</ToastBody>}
        </Toast>,
        { intent: 'error', timeout: 10_000 },
      ),
  }
}
