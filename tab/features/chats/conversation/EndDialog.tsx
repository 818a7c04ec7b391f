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
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { useSessionActions } from '../store/useChats.ts'
import { useFocusFallback } from '../../../ui/useFocusFallback.ts'

interface EndDialogProps {
  session: Session
  /** Moves the focus when the focused button disappears. */
  onLeave: () => void
}

/** Confirms ending a session, which cannot be undone. The button stays mounted until the dialog has closed and returned the focus. */
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
  const { chats: translations, shell } = useTranslations()
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
          <Button size="small">{translations.end}</Button>
        </DialogTrigger>
        <DialogSurface>
          <WhileOnScreen onChange={setOnScreen} />
          <DialogBody>
            <DialogTitle style={{ overflowWrap: 'anywhere' }}>
              {translations.endTitle({ name: session.customer.name })}
            </DialogTitle>
            <DialogContent>{translations.endText}</DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{shell.cancel}</Button>
              </DialogTrigger>
              <Button
                appearance="primary"
                disabledFocusable={acting[session.id] !== undefined}
                onClick={() => void end()}
              >
                {translations.endNow}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  )
}

/** Reports when the dialog is mounted and unmounted: its closing animation outlasts `open`. */
function WhileOnScreen({ onChange }: { onChange: (onScreen: boolean) => void }) {
  useEffect(() => {
    onChange(true)
    return () => onChange(false)
  }, [onChange])
  return null
}
