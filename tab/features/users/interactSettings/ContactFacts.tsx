import { Caption1, Label, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import { CopyButton } from '../../../ui/form/CopyButton.tsx'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, max-content) 1fr',
    alignItems: 'center',
    gap: '4px 24px',
    '@media (max-width: 640px)': { gridTemplateColumns: '1fr' },
  },
  value: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', minWidth: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
})

interface ContactFactsProps {
  page: InteractSettingsView
  /** Shown beside the widget key. */
  children?: ReactNode
}

/** Contact ID and widget key, each with a copy button. */
export function ContactFacts({ page, children }: ContactFactsProps) {
  const styles = useStyles()
  const { interact } = useTranslations()
  const format = useFormat()
  return (
    <div className={styles.facts}>
      <Label weight="semibold">{interact.contactId}</Label>
      <div className={styles.value}>
        <bdi className={styles.code}>{page.contactId}</bdi>
        <CopyButton text={page.contactId} label={interact.contactId} iconOnly />
      </div>
      <Label weight="semibold">{interact.widgetKey}</Label>
      <div className={styles.value}>
        <bdi className={styles.code}>{page.widgetKey}</bdi>
        <CopyButton text={page.widgetKey} label={interact.widgetKey} iconOnly />
        {children}
        {page.previousKeyUntil !== null && (
          <Caption1>{interact.previousKeyUntil({ when: format.dateTime(page.previousKeyUntil) })}</Caption1>
        )}
      </div>
    </div>
  )
}
