import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { useNavigate } from 'react-router'
import { accessToken } from '../../../host/teamsHost.ts'
import { createChatStore } from './chatStore.ts'
import { chatEventsBetween, type ChatEvent } from './chatEvents.ts'
import { waitingCount } from './sessionLists.ts'
import type { Act, Chats } from './chatState.ts'
import { createSessionApi } from './sessionApi.ts'
import { unlockSound, ring, silence } from './notificationSound.ts'
import { request } from '../../../api/httpClient.ts'
import { createRinger, audibleRings } from './ringing.ts'
import { useToasts } from '../../../ui/feedback/useToasts.ts'

const address = () => `${location.origin.replace(/^http/, 'ws')}/api/v1/stream`

/** Looked up on each call: reading `sessionStorage` throws where the browser blocks storage in a frame. */
const storage: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem: (name) => sessionStorage.getItem(name),
  setItem: (name, value) => sessionStorage.setItem(name, value),
}

/** The tab's single chat store. It stays connected while it has subscribers; the navigation bar is always one. */
export const chatStore = createChatStore({
  server: createSessionApi(request),
  openSocket: () => new WebSocket(address()),
  token: accessToken,
  storage,
  network: window,
})

export const useChats = (): Chats => useSyncExternalStore(chatStore.subscribe, chatStore.get)

/** Performs an action on a session. Accepting opens the conversation; a refusal shows a toast. Resolves with success. */
export function useSessionActions(): (sessionId: string, act: Act) => Promise<boolean> {
  const toasts = useToasts()
  const navigate = useNavigate()
  return async (sessionId, act) => {
    const fault = await chatStore.act(sessionId, act)
    if (fault) toasts.failure(fault)
    else if (act === 'accept' || act === 'call/accept') await navigate(`/chats/${sessionId}`)
    return fault === null
  }
}

/** Number of sessions that wait for the agent, for the badge beside *Chats*. */
export const useWaitingCount = (): number =>
  useSyncExternalStore(chatStore.subscribe, () => waitingCount(chatStore.get()))

/** Calls `notify` for each event from now on. */
export function useChatEvents(notify: (event: ChatEvent) => void): void {
  const onChatEvent = useEffectEvent(notify)
  useEffect(() => {
    let before = chatStore.get()
    return chatStore.subscribe(() => {
      const now = chatStore.get()
      chatEventsBetween(before, now).forEach((event) => onChatEvent(event))
      before = now
    })
  }, [])
}

/** Plays the ring sound while a session rings, if `on`. */
export function useRinging(on: boolean): void {
  useEffect(unlockSound, [])
  useEffect(() => {
    if (!on) return
    const ringer = createRinger({ ring, silence }, () => audibleRings(chatStore.get(), Date.now()).length > 0)
    const unsubscribe = chatStore.subscribe(ringer.check)
    ringer.check()
    return () => {
      unsubscribe()
      ringer.stop()
    }
  }, [on])
}

/** The current time in milliseconds since the epoch, updated each second while `ticking`. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!ticking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [ticking])
  return now
}
