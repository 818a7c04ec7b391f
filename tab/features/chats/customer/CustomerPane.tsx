import { Button, Caption1, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Session } from '#core/contract/sessions'
import { useNow } from '../store/useChats.ts'
import { useFormat, useTranslations } from '../../../i18n/useTranslations.ts'
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
  value: { ...typographyStyles.body1, margin: 0, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground2, marginTop: '4px' },
  badges: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginTop: '4px' },
})

interface CustomerPaneProps {
  session: Session
  /** Whether the agent opened the pane over the conversation. */
  shown: boolean
  onBack: () => void
}

/** Customer and page details. All values come from the customer or the page and are untrusted. */
export function CustomerPane({ session, shown, onBack }: CustomerPaneProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
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
          aria-label={translations.backToConversation}
          onClick={onBack}
        />
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {translations.customer}
        </h2>
      </div>
      <dl className={styles.list}>
        <DetailRow term={translations.name}>
          <bdi>{customer.name}</bdi>
          <span className={styles.badges}>
            <CustomerBadges session={session} />
          </span>
          <Caption1 block className={styles.hint}>
            {customer.verified ? translations.verifiedHint : translations.notVerifiedHint}
          </Caption1>
        </DetailRow>
        {customer.email !== null && <DetailRow term={translations.email}>{customer.email}</DetailRow>}
        {customer.subject !== undefined && (
          <DetailRow term={translations.subject}>
            <bdi>{customer.subject}</bdi>
          </DetailRow>
        )}
        <DetailRow term={translations.page}>
          <bdi>{page.title ?? translations.noTitle}</bdi>
          <br />
          {address === null ? (
            <Caption1>{page.origin}</Caption1>
          ) : (
            <Link href={address} target="_blank" rel="noopener noreferrer nofollow" title={address}>
              {hostOf(address)}
            </Link>
          )}
        </DetailRow>
        {page.referrer !== null && <DetailRow term={translations.cameFrom}>{page.referrer}</DetailRow>}
        {page.locale !== null && (
          <DetailRow term={translations.language}>{languageName(page.locale, format.locale)}</DetailRow>
        )}
        {time !== null && <DetailRow term={translations.localTime}>{time}</DetailRow>}
        <DetailRow term={translations.openedAt}>{format.dateTime(openedAt)}</DetailRow>
        {Object.keys(page.context).length > 0 && (
          <DetailRow term={translations.context}>
            {Object.entries(page.context).map(([key, value]) => (
              <Caption1 block key={key}>
                <bdi>{key}</bdi>: <bdi>{value}</bdi>
              </Caption1>
            ))}
          </DetailRow>
        )}
      </dl>
      <EarlierSessions session={session} />
    </div>
  )
}

function DetailRow({ term, children }: { term: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <div>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  )
}
