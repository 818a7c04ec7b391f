import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { askBeforeLeaving } from '../../host/teamsHost.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useGuardedHistory } from '../routing/Routed.tsx'

const keepWindow = (event: BeforeUnloadEvent) => event.preventDefault()

/** Stands on a page with unsaved changes: a link, the back button, closing the window and the host all ask first. */
export function LeaveGuard({ changes }: { changes: number }) {
  const { shell } = useWords()
  const history = useGuardedHistory()
  const [leave, setLeave] = useState<{ go: () => void } | null>(null)
  useEffect(() => {
    const ask = (go: () => void) => setLeave({ go })
    history.setGuard(ask)
    const stop = askBeforeLeaving(ask)
    window.addEventListener('beforeunload', keepWindow)
    return () => {
      history.setGuard(null)
      stop()
      window.removeEventListener('beforeunload', keepWindow)
    }
  }, [history])
  const goOn = () => {
    history.setGuard(null)
    leave?.go()
  }
  return (
    <Dialog modalType="alert" open={leave !== null} onOpenChange={() => setLeave(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{shell.leaveTitle}</DialogTitle>
          <DialogContent>{shell.leaveText(changes)}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => setLeave(null)}>
              {shell.stay}
            </Button>
            <Button onClick={goOn}>{shell.leave}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
