import { useEffect } from 'react'
import { useWaitingCount } from '../../features/chats/store/useChats.ts'

const counted = /^\(\d+\) /

/** Keeps how many sessions want the agent in front of the page's title, whatever page that is. */
export function useTitleBadge(): void {
  const count = useWaitingCount()
  useEffect(() => {
    const show = () => {
      const bare = document.title.replace(counted, '')
      const wanted = count > 0 ? `(${count}) ${bare}` : bare
      if (document.title !== wanted) document.title = wanted
    }
    show()
    const watcher = new MutationObserver(show)
    watcher.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => watcher.disconnect()
  }, [count])
}
