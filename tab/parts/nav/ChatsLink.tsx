import { CounterBadge, mergeClasses } from '@fluentui/react-components'
import { NavLink } from 'react-router'
import { useWaitingCount } from '../../data/chatsHooks.ts'
import { useWords } from '../../words/speech.ts'
import { useNavStyles } from './navStyles.ts'

export function ChatsLink() {
  const styles = useNavStyles()
  const { shell } = useWords()
  const count = useWaitingCount()
  return (
    <NavLink to="/chats" className={({ isActive }) => mergeClasses(styles.link, isActive && styles.current)}>
      {shell.chats}
      {count > 0 && <CounterBadge count={count} size="small" role="img" aria-label={shell.chatsWaiting(count)} />}
    </NavLink>
  )
}
