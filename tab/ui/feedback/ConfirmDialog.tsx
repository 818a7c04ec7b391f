import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components'
import { useEffect, useState, type ReactNode, type SubmitEvent } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useErrorText } from './useErrorText.ts'

const useStyles = makeStyles({ content: { display: 'flex', flexDirection: 'column', rowGap: '12px' } })

interface ConfirmDialogProps {
  title: string
  /** Label of the confirming button; null if the action is impossible and the dialog only explains why. */
  yes: string | null
  ready?: boolean
  /** The organization unit in which a name must be unique. */
  unit?: string | undefined
  onYes: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** Asks for confirmation. If the action fails, the dialog stays open and shows the error. */
export function ConfirmDialog({ title, yes, ready = true, unit, onYes, onClose, children }: ConfirmDialogProps) {
  const styles = useStyles()
  const { shell } = useTranslations()
  const faultText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  useFocusBack()
  const confirm = async () => {
    setBusy(true)
    setFault(null)
    try {
      await onYes()
      onClose()
    } catch (refusal) {
      setFault(refusal)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (yes !== null && ready && !busy) void confirm()
  }
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              {fault !== null && (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>{faultText(fault, unit)}</MessageBarBody>
                </MessageBar>
              )}
              {children}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{yes === null ? shell.close : shell.cancel}</Button>
              {yes !== null && (
                <Button type="submit" appearance="primary" disabledFocusable={busy || !ready}>
                  {yes}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}

/** Restores the focus after unmounting. Fluent restores it only when a dialog is closed while mounted. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected)
        before.focus()
    },
    [before],
  )
}
