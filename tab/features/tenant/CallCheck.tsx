import { Button, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallCheckItem, CallProvider } from '#core/contract/calls'
import { checkCalls } from './api.ts'
import { CodeBlock } from '../../ui/form/CodeBlock.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'stretch', rowGap: '12px' },
  button: { alignSelf: 'flex-start' },
  list: { display: 'flex', flexDirection: 'column', rowGap: '12px', margin: 0, padding: 0, listStyleType: 'none' },
  item: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  state: { color: tokens.colorNeutralForeground2 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  quiet: { alignSelf: 'flex-start', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

/** Checks what a call provider needs and shows the result of each step, with a fix for each failure. */
export function CallCheck({ provider }: { provider: CallProvider }) {
  const styles = useStyles()
  const { check: translations } = useCallTranslations()
  const toasts = useToasts()
  const [busy, setBusy] = useState(false)
  const [items, setItems] = useState<readonly CallCheckItem[] | null>(null)
  const check = async () => {
    setBusy(true)
    try {
      setItems(await checkCalls(provider))
    } catch (fault) {
      setItems(null)
      toasts.failure(fault, translations.checkFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.root}>
      <Button
        className={styles.button}
        disabledFocusable={busy}
        {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
        onClick={() => void check()}
      >
        {busy ? translations.checking : translations.check}
      </Button>
      <div role="status">
        {items && (
          <ul className={styles.list} aria-label={translations.results}>
            {items.map((item) => (
              <Result key={item.step} item={item} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** Steps that may fail: without these servers, browsers still connect if they reach each other directly. */
const optionalSteps: readonly CallCheckItem['step'][] = ['iceServers', 'turnCredentials']

function Result({ item: { step, ok, problem, detail, fix } }: { item: CallCheckItem }) {
  const styles = useStyles()
  const { check: translations } = useCallTranslations()
  const bad = problem === 'notConfigured' ? translations.missing : translations.bad
  const isOptional = problem === 'notConfigured' && optionalSteps.includes(step)
  const [state, look] =
    ok === null
      ? [translations.notTried, styles.state]
      : ok
        ? [translations.good, styles.good]
        : [bad, isOptional ? styles.state : styles.bad]
  return (
    <li className={styles.item}>
      <Text>
        <Text weight="semibold">{translations.steps[step]}</Text>: <Text className={look}>{state}</Text>
      </Text>
      {problem !== null && <Text>{isOptional ? translations.direct : translations.problems[problem]}</Text>}
      {step === 'activityFeed' && <Text>{translations.feedHint}</Text>}
      {detail !== null && (
        <Text className={styles.quiet} dir="ltr">
          {detail}
        </Text>
      )}
      {fix !== null && <CodeBlock code={fix} label={`${translations.fix} – ${translations.steps[step]}`} />}
    </li>
  )
}
