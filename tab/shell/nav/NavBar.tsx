import { makeStyles, mergeClasses, tokens, CounterBadge } from '@fluentui/react-components'
import { NavLink } from 'react-router'
import { holdsBothLicences } from '#core/reach/reachability'
import { useMe } from '../../api/me.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { AvailabilityMenu } from './AvailabilityMenu.tsx'
import { CollapsedNav } from './CollapsedNav.tsx'
import { navItems } from './navItems.ts'
import { NavMenu } from './NavMenu.tsx'
import { useNavStyles } from '../../ui/layout/navStyles.ts'
import { useWaitingCount } from '../../features/chats/store/useChats.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    minHeight: '48px',
    padding: '0 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  right: { display: 'flex', alignItems: 'center', marginInlineStart: 'auto', columnGap: '4px' },
})

export function NavBar() {
  const styles = useStyles()
  const nav = useNavStyles()
  const translations = useTranslations()
  const me = useMe()
  const items = navItems(me, translations)
  return (
    <header className={styles.bar}>
      <nav aria-label={translations.shell.main} style={{ display: 'contents' }}>
        {items.length > 0 && <CollapsedNav items={items} />}
        {items.map((item) =>
          'to' in item ? (
            <NavLink
              key={item.to}
              to={item.to}
              end={item.to === '/'}
              className={({ isActive }) => mergeClasses(nav.link, nav.wideOnly, isActive && nav.current)}
            >
              {item.label}
            </NavLink>
          ) : (
            <NavMenu key={item.label} label={item.label}>
              {item.children}
            </NavMenu>
          ),
        )}
        <div className={styles.right}>
          <ChatsLink />
          {holdsBothLicences(me.licences) && <AvailabilityMenu />}
        </div>
      </nav>
    </header>
  )
}

function ChatsLink() {
  const styles = useNavStyles()
  const { shell } = useTranslations()
  const count = useWaitingCount()
  return (
    <NavLink to="/chats" className={({ isActive }) => mergeClasses(styles.link, isActive && styles.current)}>
      {shell.chats}
      {count > 0 && <CounterBadge count={count} size="small" role="img" aria-label={shell.chatsWaiting({ count })} />}
    </NavLink>
  )
}
