import { Text, makeStyles, tokens } from '@fluentui/react-components'
import type { Tenant } from '#core/contract/tenant'
import { CodeBlock } from '../../parts/CodeBlock.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { useFormat, useWords } from '../../words/speech.ts'
import { MakeSecret } from './MakeSecret.tsx'
import { RemoveSecret } from './RemoveSecret.tsx'

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

/** How the tenant's own servers say who a customer is: the secret, and what a web developer does with it. */
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
      <Fact name={words.secret} value={facts.join(' ')} />
      <div className={styles.actions}>
        <MakeSecret replaces={since !== null} />
        {since !== null && <RemoveSecret requiredBy={requiredBy} />}
      </div>
      <Text>{words.exampleHint}</Text>
      <CodeBlock code={serverCode} label={words.example} />
      <Text>{words.attributeHint}</Text>
      <CodeBlock code={attribute} label={words.attribute} />
    </Panel>
  )
}
