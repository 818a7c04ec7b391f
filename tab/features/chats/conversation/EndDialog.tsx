import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../store/useChats.ts'
import { useWords } from '../../../i18n/useWords.ts'
import { useSessionActions } from '../store/useSessionActions.ts'
import { useFocusFallback } from '../../../ui/useFocusFallback.ts'

interface EndDialogProps {
  session: Session
  /** Takes the focus when the button goes while it has it. */
  onLeave: () => void
}

/** Ending cannot be undone, so it is asked for. The button stays until the question is gone: it gets the focus back first. */
export function EndDialog({ session, onLeave }: EndDialogProps) {
  const [open, setOpen] = useState(false)
  const [onScreen, setOnScreen] = useState(false)
  if (session.status !== 'active' && !open && !onScreen) return null
  return <EndButton {...{ session, onLeave, open, setOpen, setOnScreen }} />
}

interface EndButtonProps extends EndDialogProps {
  open: boolean
  setOpen: (open: boolean) => void
  setOnScreen: (onScreen: boolean) => void
}

function EndButton({ session, onLeave, open, setOpen, setOnScreen }: EndButtonProps) {
  const { chats: words, shell } = useWords()
  const { acting } = useChats()
  const act = useSessionActions()
  const place = useFocusFallback(onLeave)
  const end = async () => {
    await act(session.id, 'end')
    setOpen(false)
  }
  return (
    <div ref={place}>
      <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
        <DialogTrigger disableButtonEnhancement>
          <Button size="small">{words.end}</Button>
        </DialogTrigger>
        <DialogSurface>
          <WhileOnScreen showToast={setOnScreen} />
          <DialogBody>
            <DialogTitle style={{ overflowWrap: 'anywhere' }}>{words.endTitle(session.customer.name)}</DialogTitle>
            <DialogContent>{words.endText}</DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{shell.cancel}</Button>
              </DialogTrigger>
              <Button
                appearance="primary"
                disabledFocusable={acting[session.id] !== undefined}
                onClick={() => void end()}
              >
                {words.endNow}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  )
}

/** Closing takes its time; this tells when the dialog has really come and gone. */
function WhileOnScreen({ showToast }: { showToast: (onScreen: boolean) => void }) {
  useEffect(() => {
    showToast(true)
    return () => showToast(false)
  }, [showToast])
  return null
}
