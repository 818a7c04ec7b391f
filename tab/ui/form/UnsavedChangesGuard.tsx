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
import { addLeaveGuard } from '../../host/teamsHost.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useGuardedHistory } from '../routing/Routed.tsx'

const keepWindow = (event: BeforeUnloadEvent) => event.preventDefault()

/** Asks for confirmation before a link, the back button, the closing window or the host discards unsaved changes. */
export function LeaveGuard({ changes }: { changes: number }) {
  const { shell } = useTranslations()
  const history = useGuardedHistory()
  const [leave, setLeave] = useState<{ go: () => void } | null>(null)
  useEffect(() => {
    const ask = (go: () => void) => setLeave({ go })
    history.setGuard(ask)
    const stop = addLeaveGuard(ask)
    window.addEventListener('beforeunload', keepWindow)
    return () => {
      history.setGuard(null)
      stop()
      window.removeEventListener('beforeunload', keepWindow)
    }
  }, [history])
  const leaveNow = () => {
    history.setGuard(null)
    leave?.go()
  }
  return (
    <Dialog modalType="alert" open={leave !== null} onOpenChange={() => setLeave(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{shell.leaveTitle}</DialogTitle>
          <DialogContent>{shell.leaveText({ count: changes })}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => setLeave(null)}>
              {shell.stay}
            </Button>
            <Button onClick={leaveNow}>{shell.leave}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
