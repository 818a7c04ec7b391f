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
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({ content: { display: 'flex', flexDirection: 'column', rowGap: '12px' } })

/** Creates or replaces the signing secret and shows it once. */
export function CreateSecretDialog({ replaces }: { replaces: boolean }) {
  const { verifiedCustomers: translations } = useTranslations().tenantPage
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
      toasts.failure(fault, translations.makeFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {replaces ? (
        <Button onClick={() => setAsking(true)}>{translations.replace}</Button>
      ) : (
        <Button disabledFocusable={busy} onClick={() => void makeFirst()}>
          {translations.make}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={translations.replaceTitle}
          yes={translations.replaceNow}
          onYes={async () => setSecret(await make(hours))}
          onClose={() => setAsking(false)}
        >
          <Text>{translations.replaceText}</Text>
          <GraceHours label={translations.graceHours} hours={hours} onChange={setHours} />
        </ConfirmDialog>
      )}
      {secret !== null && <ShownOnce secret={secret} onDone={() => setSecret(null)} />}
    </>
  )
}

/** Closes only with its button, because the secret cannot be shown again. */
function ShownOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const styles = useStyles()
  const { verifiedCustomers: translations } = useTranslations().tenantPage
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{translations.shownTitle}</DialogTitle>
          <DialogContent className={styles.content}>
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{translations.shownText}</MessageBarBody>
            </MessageBar>
            <CodeBlock code={secret} label={translations.secret} primary />
          </DialogContent>
          <DialogActions>
            <Button onClick={onDone}>{translations.shownDone}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
