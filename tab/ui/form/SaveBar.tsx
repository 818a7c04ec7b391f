import { Button, MessageBar, MessageBarBody, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useRef } from 'react'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { useBottomInset } from '../feedback/bottomInset.ts'
import { useErrorText } from '../feedback/useErrorText.ts'

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    bottom: 0,
    zIndex: 2,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    marginTop: 'auto',
    padding: '12px 20px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    '@media (max-width: 640px)': { padding: '8px 12px' },
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  what: { display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: '160px', minWidth: 0 },
  acts: { display: 'flex', gap: '8px', marginInlineStart: 'auto' },
  fields: { color: tokens.colorNeutralForeground2 },
})

/** Page padding below the bar, in pixels. */
const belowBar = 24

interface SaveBarProps {
  /** Names of the changed fields. */
  changed: readonly string[]
  saving: boolean
  fault: unknown
  unit: string | undefined
  onSave: () => void
  onDiscard: () => void
}

/** Sticky bar with the names of the unsaved fields, Save and Discard. */
export function SaveBar({ changed, saving, fault, unit, onSave, onDiscard }: SaveBarProps) {
  const styles = useStyles()
  const { shell } = useTranslations()
  const format = useFormat()
  const faultText = useErrorText()
  const bar = useRef<HTMLElement>(null)
  useBottomInset(bar, belowBar)
  return (
    <section ref={bar} className={styles.bar} aria-label={shell.save}>
      {fault !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{faultText(fault, unit)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.row}>
        <div className={styles.what} role="status">
          <Text weight="semibold">{shell.changes({ count: changed.length })}</Text>
          <Text size={200} className={styles.fields}>
            {format.list(changed)}
          </Text>
        </div>
        <div className={styles.acts}>
          <Button onClick={onDiscard} disabled={saving}>
            {shell.discard}
          </Button>
          <Button
            appearance="primary"
            onClick={onSave}
            disabledFocusable={saving}
            icon={saving ? <Spinner size="tiny" /> : null}
          >
            {saving ? shell.saving : shell.save}
          </Button>
        </div>
      </div>
    </section>
  )
}
