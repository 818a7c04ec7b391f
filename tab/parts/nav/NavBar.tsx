import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { NavLink } from 'react-router'
import { holdsBothLicences } from '#core/reach/reachability'
import { useMe } from '../../data/me.ts'
import { useWords } from '../../words/speech.ts'
import { AvailabilityMenu } from '../../pages/chats/AvailabilityMenu.tsx'
import { ChatsLink } from './ChatsLink.tsx'
import { FoldedNav } from './FoldedNav.tsx'
import { navItems } from './navItems.ts'
import { NavMenu } from './NavMenu.tsx'
import { useNavStyles } from './navStyles.ts'

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
  const words = useWords()
  const me = useMe()
  const items = navItems(me, words)
  return (
    <header className={styles.bar}>
      <nav aria-label={words.shell.main} style={{ display: 'contents' }}>
        {items.length > 0 && <FoldedNav items={items} />}
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
