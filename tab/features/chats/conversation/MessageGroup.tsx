import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { MessageGroup } from '#client/session/transcript'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'
import { DeliveryStatus } from './DeliveryStatus.tsx'

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '2px',
    maxWidth: 'min(85%, 640px)',
    alignSelf: 'flex-start',
  },
  own: { alignSelf: 'flex-end', alignItems: 'flex-end' },
  head: { display: 'flex', maxWidth: '100%', color: tokens.colorNeutralForeground2, padding: '0 4px' },
  name: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  when: { flexShrink: 0, whiteSpace: 'pre' },
  bubble: {
    boxSizing: 'border-box',
    maxWidth: '100%',
    margin: 0,
    padding: '6px 12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusXLarge,
    width: 'fit-content',
  },
  ownBubble: {
    backgroundColor: tokens.colorBrandBackground2,
    borderTopColor: tokens.colorTransparentStroke,
    borderBottomColor: tokens.colorTransparentStroke,
    borderLeftColor: tokens.colorTransparentStroke,
    borderRightColor: tokens.colorTransparentStroke,
  },
  failed: {
    borderTopColor: tokens.colorStatusDangerBorder1,
    borderBottomColor: tokens.colorStatusDangerBorder1,
    borderLeftColor: tokens.colorStatusDangerBorder1,
    borderRightColor: tokens.colorStatusDangerBorder1,
  },
  notYet: { opacity: 0.75 },
  gone: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
  edited: { color: tokens.colorNeutralForeground3, padding: '0 4px' },
})

interface MessageGroupProps {
  sessionId: string
  group: MessageGroup
  customerName: string
  /** The last of all rows, the only one that shows a successful delivery state. */
  last: boolean
}

/** Consecutive messages of one side. Text is shown as typed: no markup, no links. */
export function MessageGroup({ sessionId, group: { from, via, messages }, customerName, last }: MessageGroupProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const format = useFormat()
  const own = from === 'agent'
  const first = messages[0]
  return (
    <div className={mergeClasses(styles.group, own && styles.own)}>
      <Caption1 className={styles.head}>
        <span className={styles.name} dir="auto" {...(own ? {} : { title: customerName })}>
          {own ? translations.you : customerName}
        </span>
        <span className={styles.when}>
          {first && ` · ${format.time(new Date(first.at).toISOString())}`}
          {via === 'teams' && ` · ${translations.viaTeams}`}
        </span>
      </Caption1>
      {messages.map((message, index) => (
        <div key={message.key} className={mergeClasses(styles.group, own && styles.own)} style={{ maxWidth: '100%' }}>
          <p
            dir="auto"
            className={mergeClasses(
              styles.bubble,
              own && styles.ownBubble,
              message.state === 'failed' && styles.failed,
              (message.state === 'sending' || message.state === 'waiting') && styles.notYet,
              message.changed === 'deleted' && styles.gone,
            )}
          >
            {message.changed === 'deleted' ? translations.deleted : message.text}
          </p>
          {message.changed === 'edited' && <Caption1 className={styles.edited}>{translations.edited}</Caption1>}
          <DeliveryStatus
            sessionId={sessionId}
            message={message}
            own={own}
            last={last && index === messages.length - 1}
          />
        </div>
      ))}
    </div>
  )
}
