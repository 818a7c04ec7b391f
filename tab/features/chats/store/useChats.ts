import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { accessToken } from '../../../host/teamsHost.ts'
import { createChatStore } from './chatStore.ts'
import { waitingCount, customerRings } from './sessionLists.ts'
import { type Chats, threadOf } from './chatState.ts'
import { createSessionApi } from './sessionApi.ts'
import { readySound, ring, silence } from './notificationSound.ts'
import { request } from '../../../api/httpClient.ts'
import { createRinger, ringsHeard } from './ringing.ts'
import { lastSeqOf } from '#client/session/eventLog'
import type { ChatMessage, Session } from '#core/contract/sessions'

const address = () => `${location.origin.replace(/^http/, 'ws')}/api/v1/stream`

/** Storage throws on mere sight where the browser refuses it to a frame. */
const storage: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem: (name) => sessionStorage.getItem(name),
  setItem: (name, value) => sessionStorage.setItem(name, value),
}

/** The tab's only desk. It listens while somebody looks at it, which the shell's count always does. */
export const chatStore = createChatStore({
  server: createSessionApi(request),
  openSocket: () => new WebSocket(address()),
  token: accessToken,
  storage,
  network: window,
})

export const useChats = (): Chats => useSyncExternalStore(chatStore.subscribe, chatStore.get)

/** How many sessions want the agent, for the badge beside *Chats*: those that ring, and those with lines not seen. */
export const useWaitingCount = (): number =>
  useSyncExternalStore(chatStore.subscribe, () => waitingCount(chatStore.get()))

/** Tells what comes from now on. */
export function useNews(showToast: (news: News) => void): void {
  const onNews = useEffectEvent(showToast)
  useEffect(() => {
    let before = chatStore.get()
    return chatStore.subscribe(() => {
      const now = chatStore.get()
      newsBetween(before, now).forEach((news) => onNews(news))
      before = now
    })
  }, [])
}

/** Rings as long as something rings for the agent, while `on`. */
export function useRinging(on: boolean): void {
  useEffect(readySound, [])
  useEffect(() => {
    if (!on) return
    const ringer = createRinger({ ring, silence }, () => ringsHeard(chatStore.get(), Date.now()).length > 0)
    const leave = chatStore.subscribe(ringer.look)
    ringer.look()
    return () => {
      leave()
      ringer.stop()
    }
  }, [on])
}

/** The time now, told anew each second while `ticking`. Milliseconds since the epoch. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!ticking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [ticking])
  return now
}

/** What the agent should hear of: a session that begins to ring, or a call within one; a customer's line. */
type News = { kind: 'rings'; session: Session } | { kind: 'message'; session: Session; message: ChatMessage }

/** What has come between two moments. What was there when the tab was opened is no news. */
export function newsBetween(before: Chats, now: Chats): News[] {
  if (!before.loaded || before === now) return []
  return Object.values(now.sessions).flatMap((session): News[] => {
    const known = before.sessions[session.id] !== undefined
    if (session.status === 'ringing' && !known) return [{ kind: 'rings', session }]
    const seenBefore = lastSeqOf(threadOf(before, session.id))
    if (customerRings(session) && before.sessions[session.id]?.call?.id !== session.call?.id)
      return [{ kind: 'rings', session }]
    if (!known || session.status === 'ended' || seenBefore === 0) return []
    return threadOf(now, session.id)
      .events.slice(seenBefore)
      .flatMap((event) =>
        event.kind === 'message' && event.from === 'customer' ? [{ kind: 'message', session, message: event }] : [],
      )
  })
}
