import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { AuditItem } from '#core/contract/audit'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'

interface ConflictDialogProps {
  /** The change that was saved first; null if it is not known. */
  change: AuditItem | null
  /** One sentence for each field that another user changed. */
  differences: readonly string[]
  onTakeTheirs: () => void
  onKeepMine: () => void
  onClose: () => void
}

/** Resolves an edit conflict: shows what the other user saved and lets the user choose. */
export function ConflictDialog({ change, differences, onTakeTheirs, onKeepMine, onClose }: ConflictDialogProps) {
  const { shell } = useTranslations()
  const title = useStaleTitle(change)
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {differences.length === 0 ? shell.staleNothing : shell.staleText}
            <ul>
              {differences.map((difference) => (
                <li key={difference}>{difference}</li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={onTakeTheirs}>{shell.useTheirs}</Button>
            <Button appearance="primary" onClick={onKeepMine}>
              {shell.keepMine}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

/** Says who changed it, and when: the time alone if it was today. */
function useStaleTitle(change: AuditItem | null): string {
  const { shell } = useTranslations()
  const format = useFormat()
  if (!change) return shell.staleTitle
  const { displayName: name } = change.actor
  const isToday = new Date(change.at).toDateString() === new Date().toDateString()
  return isToday
    ? shell.staleToday({ name, time: format.time(change.at) })
    : shell.staleSince({ name, when: format.dateTime(change.at) })
}
