import { Avatar, Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { PersonInfoRegular } from '@fluentui/react-icons/svg/person-info'
import type { RefObject } from 'react'
import { useNavigate } from 'react-router'
import type { Session } from '#core/contract/sessions'
import { useWords } from '../../words/speech.ts'
import { CustomerBadges } from './CustomerBadges.tsx'
import { EndDialog } from './EndDialog.tsx'
import { medium, narrow } from './widths.ts'
import { RingingActs } from './RingingActs.tsx'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    padding: '8px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { padding: '8px' },
  },
  back: { display: 'none', [narrow]: { display: 'inline-flex' } },
  avatar: { [narrow]: { display: 'none' } },
  name: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none', overflowWrap: 'anywhere', minWidth: 0 },
  acts: { display: 'flex', alignItems: 'center', gap: '8px', marginInlineStart: 'auto' },
  about: { display: 'none', [medium]: { display: 'inline-flex' } },
})

interface ConversationHeadProps {
  session: Session
  heading: RefObject<HTMLHeadingElement | null>
  onAbout: () => void
}

export function ConversationHead({ session, heading, onAbout }: ConversationHeadProps) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const navigate = useNavigate()
  const { customer, status } = session
  return (
    <header className={styles.head}>
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        aria-label={words.backToList}
        onClick={() => void navigate('/chats')}
      />
      <Avatar className={styles.avatar} name={customer.name} color="neutral" size={32} aria-hidden />
      <h2 ref={heading} tabIndex={-1} className={styles.name}>
        <bdi>{customer.name}</bdi>
      </h2>
      <CustomerBadges session={session} />
      <div className={styles.acts}>
        {status === 'ringing' && <RingingActs session={session} onLeave={() => heading.current?.focus()} />}
        <EndDialog session={session} onLeave={() => heading.current?.focus()} />
        <Button
          className={styles.about}
          appearance="subtle"
          icon={<PersonInfoRegular />}
          aria-label={words.showCustomer}
          title={words.showCustomer}
          onClick={onAbout}
        />
      </div>
    </header>
  )
}
