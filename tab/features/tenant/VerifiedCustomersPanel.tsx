import { Text, makeStyles, tokens, Button } from '@fluentui/react-components'
import type { Tenant } from '#core/contract/tenant'
import { CodeBlock } from '../../ui/form/CodeBlock.tsx'
import { ReadOnlyRow } from '../../ui/form/ReadOnlyRow.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
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
  const { verifiedCustomers: translations } = useTranslations().tenantPage
  const format = useFormat()
  const { since, previousUntil, requiredBy } = state
  const facts = [
    since === null ? translations.none : translations.since({ when: format.dateTime(since) }),
    ...(previousUntil === null ? [] : [translations.previousUntil({ when: format.dateTime(previousUntil) })]),
    ...(requiredBy === 0 ? [] : [translations.requiredBy({ count: requiredBy })]),
  ]
  return (
    <Panel title={translations.title}>
      <Text className={styles.quiet}>{translations.hint}</Text>
      <ReadOnlyRow name={translations.secret} value={facts.join(' ')} />
      <div className={styles.actions}>
        <CreateSecretDialog replaces={since !== null} />
        {since !== null && <RemoveSecret requiredBy={requiredBy} />}
      </div>
      <Text>{translations.exampleHint}</Text>
      <CodeBlock code={serverCode} label={translations.example} />
      <Text>{translations.attributeHint}</Text>
      <CodeBlock code={attribute} label={translations.attribute} />
    </Panel>
  )
}

/** Removes the secret after a confirmation. While users require verified customers, it explains why it cannot be removed. */
function RemoveSecret({ requiredBy }: { requiredBy: number }) {
  const { verifiedCustomers: translations } = useTranslations().tenantPage
  const toasts = useToasts()
  const { remove } = useVerifiedCustomerSecret()
  const [open, setOpen] = useState(false)
  const isRequired = requiredBy > 0
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translations.remove}</Button>
      {open && (
        <ConfirmDialog
          title={translations.removeTitle}
          yes={isRequired ? null : translations.removeNow}
          onYes={async () => {
            await remove()
            toasts.done(translations.removed)
          }}
          onClose={() => setOpen(false)}
        >
          <Text>
            {isRequired
              ? `${translations.requiredBy({ count: requiredBy })} ${translations.removeWaits}`
              : translations.removeText}
          </Text>
        </ConfirmDialog>
      )}
    </>
  )
}
