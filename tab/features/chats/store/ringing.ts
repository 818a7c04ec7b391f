import type { Session } from '#core/contract/sessions'
import type { Chats } from './chatState.ts'
import { rings, ringTime, timeLeft } from './sessionLists.ts'

/** A ring that goes on is heard again after so many milliseconds. */
export const ringEvery = 3000

/**
 * Sessions that are heard to ring, by themselves or by a call in them: none while the agent is away, and none that the agent
 * is just answering.
 */
export const ringsHeard = (chats: Chats, now: number): Session[] =>
  chats.available === false
    ? []
    : Object.values(chats.sessions).filter(
        (session) => rings(session) && chats.acting[session.id] === undefined && !hasRungOut(chats, session, now),
      )

/** Without a connection nobody tells that a ring has ended; its time tells, where the two clocks were compared. */
function hasRungOut(chats: Chats, session: Session, now: number): boolean {
  const time = ringTime(chats, session)
  return time !== null && chats.skew !== null && timeLeft(time.from, time.until, now, chats.skew).seconds === 0
}

interface EventBus {
  /** Rings once. */
  ring: () => void
  /** Breaks off what still sounds. */
  silence: () => void
}

/** Lets the bell ring at once and again every `ringEvery` as long as something `rings`. */
export function createRinger(eventBus: EventBus, rings: () => boolean) {
  let timer: ReturnType<typeof setInterval> | null = null
  const stop = () => {
    if (timer === null) return
    clearInterval(timer)
    timer = null
    eventBus.silence()
  }
  const ringOn = () => {
    if (rings()) eventBus.ring()
    else stop()
  }
  return {
    /** Something may have begun to ring, or have ended. */
    look: () => {
      if (!rings()) {
        stop()
        return
      }
      if (timer !== null) return
      timer = setInterval(ringOn, ringEvery)
      eventBus.ring()
    },
    stop,
  }
}
