/** @jsxImportSource preact */
import type { SessionState } from '#client/session/sessionState'
import type { ChatState } from '../chatState.ts'
import { clockTime, useSecondsLeft } from './useClock.ts'
import { useWords } from './useWords.ts'

interface BannerProps {
  chat: ChatState
  progress: SessionState | null
  serverNow: () => number
}

/** What the customer must know while the chat goes on: the connection, or that the chat ends soon. */
export function Banner({ chat, progress, serverNow }: BannerProps) {
  const { say } = useWords()
  const live = progress?.status === 'active' || progress?.status === 'ringing' || chat.opening
  const left = useSecondsLeft(progress?.warnedUntil ?? null, serverNow)
  if (live && chat.barred?.retry === null) return <p class="banner">{say('notAllowed')}</p>
  if (live && chat.link !== 'connected') return <p class="banner">{say(chat.link)}</p>
  if (left === null) return null
  const time = clockTime(left)
  return (
    <p class="banner">{progress?.text ? `${progress.text} ${say('timeLeft', { time })}` : say('idle', { time })}</p>
  )
}
