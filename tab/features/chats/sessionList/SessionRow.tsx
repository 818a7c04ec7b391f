import { Badge, Caption1, CounterBadge, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useRef } from 'react'
import { NavLink } from 'react-router'
import type { Session } from '#core/contract/sessions'
import { isRinging, timeLeft, type ringTime } from '../store/sessionLists.ts'
import { PersonAvatar } from '../../../ui/Avatar.tsx'
import { useCallTranslations, type CallTranslations } from '../../../i18n/callTranslations.ts'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'
import { MediaIcon } from '../../calls/MediaIcon.tsx'
import { CountdownRing } from '../../../ui/CountdownRing.tsx'
import { RingingActions } from '../../calls/RingingActions.tsx'

const useStyles = makeStyles({
  row: { borderRadius: tokens.borderRadiusMedium, ':hover': { backgroundColor: tokens.colorNeutralBackground3 } },
  // A bar, since the background colour is not visible in high contrast.
  current: {
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: 0,
      top: '8px',
      bottom: '8px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
  selected: { backgroundColor: tokens.colorNeutralBackground4 },
  ringing: {
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
  },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '8px',
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  texts: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  top: { display: 'flex', alignItems: 'center', columnGap: '6px', minWidth: 0 },
  time: { marginInlineStart: 'auto', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  // The lead is never cut; the message is cut at its end, in its own text direction.
  lead: { flexShrink: 0, maxWidth: '100%' },
  last: { color: tokens.colorNeutralForeground2 },
  unread: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  icon: { display: 'flex', flexShrink: 0, color: tokens.colorBrandForeground1 },
  acts: { padding: '0 8px 8px 48px' },
})

interface SessionRowProps {
  session: Session
  unread: number
  /** Start and end of the ringing; null when nothing rings. */
  ring: ReturnType<typeof ringTime>
  now: number
  skew: number | null
  /** 1 to 9 if `Alt` and this number open the session. */
  shortcut: number | null
}

/** One session in the list. The same element in every state of the session, so that it keeps the focus. */
function SessionLink({ session, unread, ring, now, skew, shortcut }: SessionRowProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const format = useFormat()
  const calls = useCallTranslations()
  const { id, customer, lastMessage, openedAt, endedAt, outcome, call } = session
  const ringing = isRinging(session)
  const label =
    callLabel(session, translations, calls) ??
    missedLabel(session, translations) ??
    (lastMessage ? null : outcome && translations.outcomes[outcome])
  const lead = [label, label && lastMessage && '·', lastMessage?.from === 'agent' && translations.youSaid]
    .filter(Boolean)
    .join(' ')
  const nothing = lead === '' && lastMessage === null
  const look = mergeClasses(styles.cut, unread > 0 ? styles.unread : styles.last)
  return (
    <NavLink
      to={`/chats/${id}`}
      data-session
      className={({ isActive }) =>
        mergeClasses(styles.link, isActive && styles.current, isActive && !ringing && styles.selected)
      }
      {...(shortcut === null
        ? {}
        : { title: translations.shortcut({ number: shortcut }), 'aria-keyshortcuts': `Alt+${shortcut}` })}
    >
      <PersonAvatar name={customer.name} color="neutral" size={32} />
      <span className={styles.texts}>
        <span className={styles.top}>
          <Text
            weight={unread > 0 || ringing ? 'semibold' : 'regular'}
            className={styles.cut}
            dir="auto"
            title={customer.name}
          >
            {customer.name}
          </Text>
          {session.preview && (
            <Badge size="small" appearance="outline" color="informative">
              {translations.preview}
            </Badge>
          )}
          <Caption1 className={styles.time}>{format.time(endedAt ?? lastMessage?.at ?? openedAt)}</Caption1>
        </span>
        <span className={styles.top}>
          {call && (
            <span className={styles.icon} aria-hidden>
              <MediaIcon media={call.media} />
            </span>
          )}
          {lead !== '' && <Caption1 className={mergeClasses(look, styles.lead)}>{lead}</Caption1>}
          {lastMessage && (
            <Caption1 className={look} dir="auto">
              {lastMessage.text === '' ? translations.deleted : lastMessage.text}
            </Caption1>
          )}
          {nothing && <Caption1 className={look}>{translations.nothingSaid}</Caption1>}
        </span>
      </span>
      {ringing && ring && <CountdownRing {...timeLeft(ring.from, ring.until, now, skew)} />}
      {!ringing && unread > 0 && (
        <CounterBadge
          count={unread}
          size="small"
          role="img"
          aria-label={translations.unreadMessages({ count: unread })}
        />
      )}
    </NavLink>
  )
}

/** State of the session's call; null without a call. */
function callLabel(
  session: Session,
  translations: ReturnType<typeof useTranslations>['chats'],
  calls: CallTranslations,
): string | null {
  const { call, customer, modality, status } = session
  if (!call) return null
  if (status === 'ringing') return translations.modalities[modality]
  if (call.status === 'started') return calls.inCall
  return call.by === 'customer' ? calls.wantsShort : calls.calling({ name: customer.name })
}

/** Label of a session that was never answered; null for any other. */
function missedLabel(
  { offlineMessageLeft, outcome }: Session,
  translations: ReturnType<typeof useTranslations>['chats'],
): string | null {
  if (offlineMessageLeft) return translations.offlineMessage
  if (outcome === 'declined') return translations.outcomes.declined
  return outcome === 'unanswered' || outcome === 'unavailable' ? translations.missed : null
}

/** A session row with its actions. */
export function SessionRow(props: SessionRowProps) {
  const styles = useStyles()
  const place = useRef<HTMLDivElement>(null)
  const ringing = isRinging(props.session)
  return (
    <div ref={place} className={mergeClasses(styles.row, ringing && styles.ringing)}>
      <SessionLink {...props} />
      {ringing && (
        <div className={styles.acts}>
          <RingingActions session={props.session} named onLeave={() => place.current?.querySelector('a')?.focus()} />
        </div>
      )}
    </div>
  )
}
