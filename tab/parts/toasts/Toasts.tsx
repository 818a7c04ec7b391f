import {
  Button,
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  Toaster,
  useToastController,
} from '@fluentui/react-components'
import { useEffect } from 'react'
import { useWords } from '../../words/speech.ts'
import { listenToTold, takeTold, type Told } from './told.ts'

const toasterId = 'interact'
const milliseconds = ({ intent, action }: Told) => (intent === 'error' ? 10_000 : action ? 8000 : 4000)

/** The corner in which notes appear, one after the other. */
export default function Toasts() {
  const { shell } = useWords()
  const { dispatchToast } = useToastController(toasterId)
  useEffect(() => {
    const show = () => {
      for (const told of takeTold())
        dispatchToast(<Note told={told} />, { intent: told.intent, timeout: milliseconds(told) })
    }
    show()
    return listenToTold(show)
  }, [dispatchToast])
  return (
    <section aria-label={shell.notes}>
      <Toaster inline toasterId={toasterId} position="bottom-end" />
    </section>
  )
}

function Note({ told: { title, text, action } }: { told: Told }) {
  return (
    <Toast>
      <ToastTitle>{title}</ToastTitle>
      {text !== undefined && <ToastBody>{text}</ToastBody>}
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
