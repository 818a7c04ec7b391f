import { Caption1, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../store/useChats.ts'
import { earlierWith } from '../store/sessionLists.ts'
import { RouteLink } from '../../../ui/layout/RouteLink.tsx'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', rowGap: '4px' },
  note: { color: tokens.colorNeutralForeground2 },
})

/** The agent's earlier sessions with the same customer, newest first. */
export function EarlierSessions({ session }: { session: Session }) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const format = useFormat()
  const earlier = earlierWith(useChats(), session)
  if (earlier.length === 0) return null
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{translations.earlier}</h3>
      {!session.customer.verified && <Caption1 className={styles.note}>{translations.earlierUnverified}</Caption1>}
      <ul className={styles.list}>
        {earlier.map(({ id, openedAt, outcome }) => (
          <li key={id}>
            <RouteLink to={`/chats/${id}`}>{format.dateTime(openedAt)}</RouteLink>
            {outcome && (
              <Caption1 block className={styles.note}>
                {translations.outcomes[outcome]}
              </Caption1>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
