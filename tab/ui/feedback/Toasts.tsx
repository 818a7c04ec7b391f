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
import { useWords } from '../../i18n/useWords.ts'
import { listenToFreeSpace, takenBelow } from './bottomInset.ts'
import { listenToTold, takeTold, type Told } from './toastQueue.ts'

// An address may have no place to break at.
const useStyles = makeStyles({ text: { overflowWrap: 'anywhere', textAlign: 'start' } })

const toasterId = 'interact'
/** Pixels between the notes and what lies below them. */
const edge = 16
const milliseconds = ({ intent, action }: Told) => (intent === 'error' ? 10_000 : action ? 8000 : 4000)

/** The corner in which notes appear, one after the other. */
export default function Toasts() {
  const { shell } = useWords()
  const { dispatchToast, dismissToast } = useToastController(toasterId)
  const taken = useSyncExternalStore(listenToFreeSpace, takenBelow)
  useEffect(() => {
    const shown = new Map<string, string[]>()
    const show = () => {
      for (const word of takeTold()) {
        if (word.kind === 'forgotten') {
          shown.get(word.about)?.forEach(dismissToast)
          shown.delete(word.about)
          continue
        }
        const { told } = word
        const toastId = crypto.randomUUID()
        dispatchToast(<Note told={told} />, { toastId, intent: told.intent, timeout: milliseconds(told) })
        if (told.about !== undefined) shown.set(told.about, [...(shown.get(told.about) ?? []), toastId])
      }
    }
    show()
    return listenToTold(show)
  }, [dispatchToast, dismissToast])
  return (
    <section aria-label={shell.notes}>
      <Toaster inline toasterId={toasterId} position="bottom-end" offset={{ vertical: edge + taken }} />
    </section>
  )
}

function Note({ told: { title, text, action } }: { told: Told }) {
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
