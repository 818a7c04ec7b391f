import {
  Button,
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  Toaster,
  makeStyles,
  useToastController,
} from '@fluentui/react-components'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { listenToBottomInset, bottomInset } from './bottomInset.ts'
import { listenToToasts, takeToasts, type ToastMessage } from './toastQueue.ts'

// A URL may contain no break opportunity.
const useStyles = makeStyles({ text: { overflowWrap: 'anywhere', textAlign: 'start' } })

const toasterId = 'interact'
/** Pixels between the toasts and what lies below them. */
const edge = 16
const milliseconds = ({ intent, action }: ToastMessage) => (intent === 'error' ? 10_000 : action ? 8000 : 4000)

/** The toaster: shows queued toasts in the corner. */
export default function Toasts() {
  const { shell } = useTranslations()
  const { dispatchToast, dismissToast } = useToastController(toasterId)
  const inset = useSyncExternalStore(listenToBottomInset, bottomInset)
  useEffect(() => {
    const shown = new Map<string, string[]>()
    const show = () => {
      for (const command of takeToasts()) {
        if (command.kind === 'dismiss') {
          shown.get(command.about)?.forEach(dismissToast)
          shown.delete(command.about)
          continue
        }
        const { toast } = command
        const toastId = crypto.randomUUID()
        dispatchToast(<Notice toast={toast} />, { toastId, intent: toast.intent, timeout: milliseconds(toast) })
        if (toast.about !== undefined) shown.set(toast.about, [...(shown.get(toast.about) ?? []), toastId])
      }
    }
    show()
    return listenToToasts(show)
  }, [dispatchToast, dismissToast])
  return (
    <section aria-label={shell.notes}>
      <Toaster inline toasterId={toasterId} position="bottom-end" offset={{ vertical: edge + inset }} />
    </section>
  )
}

function Notice({ toast: { title, text, action } }: { toast: ToastMessage }) {
  const styles = useStyles()
  return (
    <Toast>
      <ToastTitle>{title}</ToastTitle>
      {text !== undefined && (
        <ToastBody dir="auto" className={styles.text}>
          {text}
        </ToastBody>
      )}
      {action && (
        <ToastFooter>
          <ToastTrigger>
            <Button size="small" onClick={action.act}>
              {action.label}
            </Button>
          </ToastTrigger>
        </ToastFooter>
      )}
    </Toast>
  )
}
