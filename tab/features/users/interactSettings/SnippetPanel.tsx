import { Caption1, Radio, RadioGroup, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import { CodeBlock } from '../../../ui/form/CodeBlock.tsx'
import { Panel } from '../../../ui/layout/Panel.tsx'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'
import { ContactFacts } from './ContactFacts.tsx'
import { RotateKeyDialog } from './RotateKeyDialog.tsx'

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } })

interface SnippetPanelProps {
  page: InteractSettingsView
  mayRotate: boolean
  onRotated?: () => Promise<void>
}

/** For web developers: the snippet, the required Content Security Policy, contact ID and widget key. */
export function SnippetPanel({ page, mayRotate, onRotated }: SnippetPanelProps) {
  const styles = useStyles()
  const { interact } = useTranslations()
  const format = useFormat()
  const [variant, setVariant] = useState<'latest' | 'pinned'>('latest')
  const seen = page.lastSeen
  return (
    <Panel
      title={interact.snippet}
      aside={
        <Caption1 className={styles.quiet}>
          {seen ? interact.seenOn({ host: hostOf(seen.origin), ago: format.ago(seen.at) }) : interact.notSeen}
        </Caption1>
      }
    >
      <Text>{interact.snippetHint}</Text>
      <RadioGroup
        layout="horizontal"
        aria-label={interact.variant}
        value={variant}
        onChange={(_, { value }) => setVariant(value === 'pinned' ? 'pinned' : 'latest')}
      >
        <Radio value="latest" label={interact.latest} />
        <Radio value="pinned" label={interact.pinned} />
      </RadioGroup>
      <Caption1 className={styles.quiet}>{variant === 'latest' ? interact.latestHint : interact.pinnedHint}</Caption1>
      <CodeBlock code={page.snippets[variant]} label={interact.snippet} primary />
      <Text>{interact.cspHint}</Text>
      <CodeBlock code={page.snippets.csp.join('\n')} label={interact.csp} />
      <ContactFacts page={page}>
        {mayRotate && onRotated && <RotateKeyDialog userId={page.userId} onRotated={onRotated} />}
      </ContactFacts>
    </Panel>
  )
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : origin)
