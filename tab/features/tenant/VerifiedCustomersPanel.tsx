import { Text, makeStyles, tokens, Button } from '@fluentui/react-components'
import type { Tenant } from '#core/contract/tenant'
import { CodeBlock } from '../../ui/form/CodeBlock.tsx'
import { ReadOnlyRow } from '../../ui/form/ReadOnlyRow.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useFormat, useWords } from '../../i18n/useWords.ts'
import { CreateSecretDialog } from './CreateSecretDialog.tsx'
import { useState } from 'react'
import { useVerifiedCustomerSecret } from './api.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'

const serverCode = `import jwt from 'jsonwebtoken'
const identity = jwt.sign(
  { name: customer.name, email: customer.email },
  process.env.INTERACT_SECRET,
  { algorithm: 'HS256', audience: contactId, subject: String(customer.id), expiresIn: '5m' },
)`
const attribute = 'data-identity="${identity}"'

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

/** The secret with which the tenant's servers sign customer identities, and sample code for web developers. */
export function VerifiedCustomersPanel({ state }: { state: Tenant['verifiedCustomers'] }) {
  const styles = useStyles()
  const { verifiedCustomers: words } = useWords().tenantPage
  const format = useFormat()
  const { since, previousUntil, requiredBy } = state
  const facts = [
    since === null ? words.none : words.since(format.dateTime(since)),
    ...(previousUntil === null ? [] : [words.previousUntil(format.dateTime(previousUntil))]),
    ...(requiredBy === 0 ? [] : [words.requiredBy(requiredBy)]),
  ]
  return (
    <Panel title={words.title}>
      <Text className={styles.quiet}>{words.hint}</Text>
      <ReadOnlyRow name={words.secret} value={facts.join(' ')} />
      <div className={styles.actions}>
        <CreateSecretDialog replaces={since !== null} />
        {since !== null && <RemoveSecret requiredBy={requiredBy} />}
      </div>
      <Text>{words.exampleHint}</Text>
      <CodeBlock code={serverCode} label={words.example} />
      <Text>{words.attributeHint}</Text>
      <CodeBlock code={attribute} label={words.attribute} />
    </Panel>
  )
}

/** Removes the secret after a confirmation. While users require verified customers, it explains why it cannot be removed. */
function RemoveSecret({ requiredBy }: { requiredBy: number }) {
  const { verifiedCustomers: words } = useWords().tenantPage
  const toasts = useToasts()
  const { remove } = useVerifiedCustomerSecret()
  const [open, setOpen] = useState(false)
  const isRequired = requiredBy > 0
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.remove}</Button>
      {open && (
        <ConfirmDialog
          title={words.removeTitle}
          yes={isRequired ? null : words.removeNow}
          onYes={async () => {
            await remove()
            toasts.done(words.removed)
          }}
          onClose={() => setOpen(false)}
        >
          <Text>{isRequired ? `${words.requiredBy(requiredBy)} ${words.removeWaits}` : words.removeText}</Text>
        </ConfirmDialog>
      )}
    </>
  )
}
