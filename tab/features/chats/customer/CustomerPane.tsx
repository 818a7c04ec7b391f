import { Button, Caption1, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Session } from '#core/contract/sessions'
import { useNow } from '../store/useChats.ts'
import { useFormat, useWords } from '../../../i18n/useWords.ts'
import { CustomerBadges } from './CustomerBadges.tsx'
import { EarlierSessions } from './EarlierSessions.tsx'
import { hostOf, languageName, timeIn, webAddress } from './pageInfo.ts'
import { medium } from '../../../ui/layout/breakpoints.ts'

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '12px',
    padding: '16px',
    overflowY: 'auto',
    minHeight: 0,
    flexGrow: 1,
  },
  head: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  back: { display: 'none', [medium]: { display: 'inline-flex' } },
  list: { margin: 0, display: 'flex', flexDirection: 'column', rowGap: '12px' },
  title: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
  term: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  said: { ...typographyStyles.body1, margin: 0, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground2, marginTop: '4px' },
  badges: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginTop: '4px' },
})

interface CustomerPaneProps {
  session: Session
  /** Whether the pane was asked for and stands in the conversation's place. */
  shown: boolean
  onBack: () => void
}

/** Who the customer is, as far as the page and the customer said. All of it is text of theirs. */
export function CustomerPane({ session, shown, onBack }: CustomerPaneProps) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const format = useFormat()
  const heading = useRef<HTMLHeadingElement>(null)
  const { customer, page, openedAt } = session
  const now = useNow(page.timeZone !== null)
  const address = webAddress(page.url) ?? webAddress(page.origin)
  const time = page.timeZone === null ? null : timeIn(page.timeZone, now, format.locale)
  useEffect(() => {
    if (shown) heading.current?.focus()
  }, [shown])
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <Button
          className={styles.back}
          appearance="subtle"
          icon={<ArrowLeftRegular />}
          aria-label={words.backToConversation}
          onClick={onBack}
        />
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {words.customer}
        </h2>
      </div>
      <dl className={styles.list}>
        <ReadOnlyRow term={words.name}>
          <bdi>{customer.name}</bdi>
          <span className={styles.badges}>
            <CustomerBadges session={session} />
          </span>
          <Caption1 block className={styles.hint}>
            {customer.verified ? words.verifiedHint : words.notVerifiedHint}
          </Caption1>
        </ReadOnlyRow>
        {customer.email !== null && <ReadOnlyRow term={words.email}>{customer.email}</ReadOnlyRow>}
        {customer.subject !== undefined && (
          <ReadOnlyRow term={words.subject}>
            <bdi>{customer.subject}</bdi>
          </ReadOnlyRow>
        )}
        <ReadOnlyRow term={words.page}>
          <bdi>{page.title ?? words.noTitle}</bdi>
          <br />
          {address === null ? (
            <Caption1>{page.origin}</Caption1>
          ) : (
            <Link href={address} target="_blank" rel="noopener noreferrer nofollow" title={address}>
              {hostOf(address)}
            </Link>
          )}
        </ReadOnlyRow>
        {page.referrer !== null && <ReadOnlyRow term={words.cameFrom}>{page.referrer}</ReadOnlyRow>}
        {page.locale !== null && (
          <ReadOnlyRow term={words.language}>{languageName(page.locale, format.locale)}</ReadOnlyRow>
        )}
        {time !== null && <ReadOnlyRow term={words.localTime}>{time}</ReadOnlyRow>}
        <ReadOnlyRow term={words.openedAt}>{format.dateTime(openedAt)}</ReadOnlyRow>
        {Object.keys(page.context).length > 0 && (
          <ReadOnlyRow term={words.context}>
            {Object.entries(page.context).map(([key, value]) => (
              <Caption1 block key={key}>
                <bdi>{key}</bdi>: <bdi>{value}</bdi>
              </Caption1>
            ))}
          </ReadOnlyRow>
        )}
      </dl>
      <EarlierSessions session={session} />
    </div>
  )
}

function ReadOnlyRow({ term, children }: { term: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <div>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.said}>{children}</dd>
    </div>
  )
}
