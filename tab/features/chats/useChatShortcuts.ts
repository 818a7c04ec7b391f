import { useEffect, useEffectEvent } from 'react'
import { useNavigate } from 'react-router'
import { chatStore } from './store/useChats.ts'
import { groupSessions, shortcutSessions } from './store/sessionLists.ts'

/** `Alt+1` to `Alt+9` open sessions in list order; `Esc` closes the customer pane, or returns to the list on narrow windows. */
export function useChatShortcuts(sessionId: string | null, showsCustomer: boolean, leaveCustomer: () => void): void {
  const navigate = useNavigate()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const plainAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const digit = plainAlt ? /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] : undefined
    if (digit !== undefined) {
      event.preventDefault()
      const session = shortcutSessions(groupSessions(chatStore.get(), Date.now()))[Number(digit) - 1]
      if (session) void navigate(`/chats/${session.id}`)
    }
    if (event.key !== 'Escape') return
    if (showsCustomer) leaveCustomer()
    else if (sessionId !== null && matchMedia('(max-width: 640px)').matches) void navigate('/chats')
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
