import type { Session } from '#core/contract/sessions'
import type { Chats } from './chatState.ts'
import { isRinging, ringTime, timeLeft } from './sessionLists.ts'

/** Milliseconds between two rings while a session rings. */
export const ringInterval = 3000

/**
 * Ringing sessions, or sessions with a ringing call, that play a sound: none while the agent is away, and none with a pending
 * action of the agent.
 */
export const audibleRings = (chats: Chats, now: number): Session[] =>
  chats.available === false
    ? []
    : Object.values(chats.sessions).filter(
        (session) =>
          isRinging(session) && chats.acting[session.id] === undefined && !hasRingExpired(chats, session, now),
      )

/** Without a connection the end of a ring is not received, so it ends at its time-out, if the clock skew is known. */
function hasRingExpired(chats: Chats, session: Session, now: number): boolean {
  const time = ringTime(chats, session)
  return time !== null && chats.skew !== null && timeLeft(time.from, time.until, now, chats.skew).seconds === 0
}

interface RingSound {
  ring: () => void
  silence: () => void
}

/** Plays a ring at once and every `ringInterval` milliseconds while `shouldRing`. */
export function createRinger(sound: RingSound, shouldRing: () => boolean) {
  let timer: ReturnType<typeof setInterval> | null = null
  const stop = () => {
    if (timer === null) return
    clearInterval(timer)
    timer = null
    sound.silence()
  }
  const ringAgain = () => {
    if (shouldRing()) sound.ring()
    else stop()
  }
  return {
    /** Starts or stops after a change of the chats. */
    check: () => {
      if (!shouldRing()) {
        stop()
        return
      }
      if (timer !== null) return
      timer = setInterval(ringAgain, ringInterval)
      sound.ring()
    },
    stop,
  }
}
