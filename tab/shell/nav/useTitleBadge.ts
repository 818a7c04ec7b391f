import { useEffect } from 'react'
import { useWaitingCount } from '../../features/chats/store/useChats.ts'

const counted = /^\(\d+\) /

/** Prefixes the document title of every page with the number of waiting sessions. */
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
