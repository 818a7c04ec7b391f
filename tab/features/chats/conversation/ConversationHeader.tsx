import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { PersonInfoRegular } from '@fluentui/react-icons/svg/person-info'
import type { RefObject } from 'react'
import { useNavigate } from 'react-router'
import type { Session } from '#core/contract/sessions'
import { PersonAvatar } from '../../../ui/Avatar.tsx'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { StartCallButton } from '../../calls/StartCallButton.tsx'
import { CustomerBadges } from '../customer/CustomerBadges.tsx'
import { EndDialog } from './EndDialog.tsx'
import { medium, narrow } from '../../../ui/layout/breakpoints.ts'
import { RingingActions } from '../../calls/RingingActions.tsx'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    minWidth: 0,
    padding: '8px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { padding: '8px' },
  },
  // Name and badges stay on one row; the actions wrap below when both do not fit.
  who: { display: 'flex', alignItems: 'center', columnGap: '8px', flex: '1 1 240px', minWidth: 0 },
  fixed: { flexShrink: 0 },
  back: { display: 'none', [narrow]: { display: 'inline-flex' } },
  avatar: { [narrow]: { display: 'none' } },
  name: {
    ...typographyStyles.subtitle1,
    margin: 0,
    outlineStyle: 'none',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  badges: { display: 'flex', columnGap: '8px', flexShrink: 0 },
  acts: { display: 'flex', alignItems: 'center', gap: '8px', marginInlineStart: 'auto' },
  about: { display: 'none', [medium]: { display: 'inline-flex' } },
})

interface ConversationHeaderProps {
  session: Session
  heading: RefObject<HTMLHeadingElement | null>
  onAbout: () => void
}

export function ConversationHeader({ session, heading, onAbout }: ConversationHeaderProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const navigate = useNavigate()
  const { customer, status } = session
  return (
    <header className={styles.head}>
      <div className={styles.who}>
        <Button
          className={mergeClasses(styles.fixed, styles.back)}
          appearance="subtle"
          icon={<ArrowLeftRegular />}
          aria-label={translations.backToList}
          onClick={() => void navigate('/chats')}
        />
        <PersonAvatar
          className={mergeClasses(styles.fixed, styles.avatar)}
          name={customer.name}
          color="neutral"
          size={32}
        />
        <h2 ref={heading} tabIndex={-1} className={styles.name} dir="auto" title={customer.name}>
          {customer.name}
        </h2>
        <span className={styles.badges}>
          <CustomerBadges session={session} />
        </span>
      </div>
      <div className={styles.acts}>
        {status === 'ringing' && <RingingActions session={session} onLeave={() => heading.current?.focus()} />}
        <StartCallButton session={session} onLeave={() => heading.current?.focus()} />
        <EndDialog session={session} onLeave={() => heading.current?.focus()} />
        <Button
          className={styles.about}
          appearance="subtle"
          icon={<PersonInfoRegular />}
          aria-label={translations.showCustomer}
          title={translations.showCustomer}
          onClick={onAbout}
        />
      </div>
    </header>
  )
}
