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
  Text,
  makeStyles,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useVerifiedCustomerSecret } from './api.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { CodeBlock } from '../../ui/form/CodeBlock.tsx'
import { GraceHours } from '../../ui/form/GraceHours.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useWords } from '../../i18n/useWords.ts'

const useStyles = makeStyles({ content: { display: 'flex', flexDirection: 'column', rowGap: '12px' } })

/** Creates or replaces the signing secret and shows it once. */
export function CreateSecretDialog({ replaces }: { replaces: boolean }) {
  const { verifiedCustomers: words } = useWords().tenantPage
  const toasts = useToasts()
  const { make } = useVerifiedCustomerSecret()
  const [asking, setAsking] = useState(false)
  const [hours, setHours] = useState(0)
  const [busy, setBusy] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const makeFirst = async () => {
    setBusy(true)
    try {
      setSecret(await make(0))
    } catch (fault) {
      toasts.failure(fault, words.makeFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {replaces ? (
        <Button onClick={() => setAsking(true)}>{words.replace}</Button>
      ) : (
        <Button disabledFocusable={busy} onClick={() => void makeFirst()}>
          {words.make}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={words.replaceTitle}
          yes={words.replaceNow}
          onYes={async () => setSecret(await make(hours))}
          onClose={() => setAsking(false)}
        >
          <Text>{words.replaceText}</Text>
          <GraceHours label={words.graceHours} hours={hours} onChange={setHours} />
        </ConfirmDialog>
      )}
      {secret !== null && <ShownOnce secret={secret} onDone={() => setSecret(null)} />}
    </>
  )
}

/** Closes only with its button, because the secret cannot be shown again. */
function ShownOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const styles = useStyles()
  const { verifiedCustomers: words } = useWords().tenantPage
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.shownTitle}</DialogTitle>
          <DialogContent className={styles.content}>
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{words.shownText}</MessageBarBody>
            </MessageBar>
            <CodeBlock code={secret} label={words.secret} primary />
          </DialogContent>
          <DialogActions>
            <Button onClick={onDone}>{words.shownDone}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
