import { Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { userMessages, type MessageMoment } from '#core/contract/directSystemMessages'
import type { MessagesPreview } from './api.ts'
import { PersonAvatar } from '../../ui/Avatar.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    marginTop: '8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  body: { display: 'flex', flexDirection: 'column', rowGap: '8px', padding: '12px', minHeight: '96px' },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  builtIn: { color: tokens.colorNeutralForeground2, fontStyle: 'italic' },
  said: { textAlign: 'center' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  button: {
    padding: '4px 12px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})

interface MomentPreviewProps {
  moment: MessageMoment
  /** The raw text, shown until the server has filled in the example values. */
  written: string
  preview: MessagesPreview | undefined
}

const isForUser = (moment: MessageMoment) => userMessages.some((each) => each === moment)

/** Preview as the agent's card in Teams or the customer's panel, with example values for the placeholders. */
export function MomentPreview({ moment, written, preview }: MomentPreviewProps) {
  const styles = useStyles()
  const { messages } = useTranslations()
  const forUser = isForUser(moment)
  const text = written === '' ? '' : (preview?.texts[moment] ?? written)
  const name = forUser ? messages.botName : (preview?.displayName ?? '')
  const buttons =
    moment === 'incomingCard' ? messages.offerButtons : moment === 'activeCard' ? messages.activeButtons : []
  return (
    <section aria-label={messages.preview}>
      <Text weight="semibold">{forUser ? messages.cardPreview : messages.panelPreview}</Text>
      <div className={styles.frame}>
        <div className={styles.head}>
          <PersonAvatar name={name} size={24} color="brand" />
          <Text weight="semibold" dir="auto">
            {name}
          </Text>
        </div>
        <div className={styles.body} aria-live="polite">
          <Text
            dir="auto"
            className={mergeClasses(styles.text, text === '' && styles.builtIn, !forUser && styles.said)}
          >
            {text === '' ? messages.builtInText : text}
          </Text>
          {buttons.length > 0 && (
            <div className={styles.buttons} aria-hidden>
              {buttons.map((button) => (
                <span key={button} className={styles.button}>
                  {button}
                </span>
              ))}
            </div>
          )}
        </div>
      </div>
      <Caption1>{messages.previewHint}</Caption1>
    </section>
  )
}
