import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useTranslations } from '../../i18n/useTranslations.ts'

interface ConflictDialogProps {
  /** One sentence for each field that another user changed. */
  differences: readonly string[]
  onTakeTheirs: () => void
  onKeepMine: () => void
  onClose: () => void
}

/** Resolves an edit conflict: shows what the other user saved and lets the user choose. */
export function ConflictDialog({ differences, onTakeTheirs, onKeepMine, onClose }: ConflictDialogProps) {
  const { shell } = useTranslations()
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{shell.staleTitle}</DialogTitle>
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
