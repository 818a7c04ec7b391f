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
import { useState } from 'react'
import { useInteractActions } from './api.ts'
import { GraceHours } from '../../../ui/form/GraceHours.tsx'
import { useToasts } from '../../../ui/feedback/useToasts.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'

interface RotateKeyDialogProps {
  userId: string
  onRotated: () => Promise<void>
}

/** Creates a new widget key, after a warning about the pages that still use the old one. */
export function RotateKeyDialog({ userId, onRotated }: RotateKeyDialogProps) {
  const { interact, shell } = useTranslations()
  const toasts = useToasts()
  const { rotateKey } = useInteractActions(userId)
  const [open, setOpen] = useState(false)
  const [hours, setHours] = useState(0)
  const [busy, setBusy] = useState(false)
  const rotate = async () => {
    setBusy(true)
    try {
      await rotateKey(hours)
      await onRotated()
      setOpen(false)
      toasts.done(interact.rotated)
    } catch (fault) {
      toasts.failure(fault, interact.rotateFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button size="small">{interact.rotate}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{interact.rotateTitle}</DialogTitle>
          <DialogContent>
            <p>{interact.rotateText}</p>
            <GraceHours label={interact.graceHours} hours={hours} onChange={setHours} />
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{shell.cancel}</Button>
            </DialogTrigger>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => void rotate()}>
              {interact.rotateNow}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
