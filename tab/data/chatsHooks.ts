import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { accessToken } from '../teams.ts'
import { chatsDesk } from './chatsDesk.ts'
import { waitingCount } from './chatsOrder.ts'
import type { Chats } from './chatsModel.ts'
import { newsBetween, type News } from './chatsNews.ts'
import { chatsServer } from './chatsServer.ts'
import { readySound, ring, silence } from './chatsSound.ts'
import { request } from './request.ts'
import { createRinger, ringsHeard } from './ringing.ts'

const address = () => `${location.origin.replace(/^http/, 'ws')}/api/v1/stream`

/** Storage throws on mere sight where the browser refuses it to a frame. */
const storage: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem: (name) => sessionStorage.getItem(name),
  setItem: (name, value) => sessionStorage.setItem(name, value),
}

/** The tab's only desk. It listens while somebody looks at it, which the shell's count always does. */
export const desk = chatsDesk({
  server: chatsServer(request),
  openSocket: () => new WebSocket(address()),
  token: accessToken,
  storage,
  network: window,
})

export const useChats = (): Chats => useSyncExternalStore(desk.subscribe, desk.get)

/** How many sessions want the agent, for the badge beside *Chats*: those that ring, and those with lines not seen. */
export const useWaitingCount = (): number => useSyncExternalStore(desk.subscribe, () => waitingCount(desk.get()))

/** Tells what comes from now on. */
export function useNews(tell: (news: News) => void): void {
  const onNews = useEffectEvent(tell)
  useEffect(() => {
    let was = desk.get()
    return desk.subscribe(() => {
      const now = desk.get()
      newsBetween(was, now).forEach((news) => onNews(news))
      was = now
    })
  }, [])
}

/** Rings as long as something rings for the agent, while `on`. */
export function useRinging(on: boolean): void {
  useEffect(readySound, [])
  useEffect(() => {
    if (!on) return
    const ringer = createRinger({ ring, silence }, () => ringsHeard(desk.get(), Date.now()).length > 0)
    const leave = desk.subscribe(ringer.look)
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
