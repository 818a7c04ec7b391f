import {
  Caption1,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  Subtitle2,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import type { Tenant } from '#core/contract/tenant'
import { Panel } from '../../ui/layout/Panel.tsx'
import { LinkButton } from '../../ui/layout/LinkButton.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'

const places: Record<Tenant['checklist'][number]['step'], string> = {
  interactEnabled: '/tenant',
  licenceGiven: '/users',
  domainTemplateMade: '/configuration/domain-templates',
  userActive: '/users',
  botInstalled: '/users',
  snippetSeen: '/users',
  firstSession: '/chats',
}

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  step: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { display: 'flex', fontSize: '24px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  text: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** The steps to the first real session. The first open step has a button. */
export function SetupChecklist({ steps }: { steps: Tenant['checklist'] }) {
  const styles = useStyles()
  const { overview } = useTranslations()
  const format = useFormat()
  const done = steps.filter((step) => step.done).length
  const next = steps.find((step) => !step.done)?.step
  if (next === undefined) {
    return (
      <MessageBar intent="success">
        <MessageBarBody>{overview.allDone}</MessageBarBody>
      </MessageBar>
    )
  }
  const progress = overview.progress({ done: format.number(done), all: format.number(steps.length) })
  return (
    <Panel title={overview.setup} aside={<Caption1>{progress}</Caption1>}>
      <ProgressBar value={done} max={steps.length} thickness="large" aria-label={progress} />
      <ol className={styles.list}>
        {steps.map(({ step, done: isDone }) => (
          <li key={step} className={styles.step}>
            <span className={isDone ? `${styles.icon} ${styles.done}` : styles.icon}>
              {isDone ? <CheckmarkCircleFilled title={overview.done} /> : <CircleRegular title={overview.open} />}
            </span>
            <span className={styles.text}>
              <Subtitle2>{overview.steps[step].title}</Subtitle2>
              {!isDone && <Text className={styles.quiet}>{overview.steps[step].text}</Text>}
            </span>
            {step === next && (
              <LinkButton to={places[step]} appearance="primary">
                {overview.steps[step].action}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
