/** @jsxImportSource preact */
import type { Media } from '#core/contract/calls'
import type { Modality } from '#core/contract/sessions'
import type { Stage, ChatState } from '../customer/chatState.ts'
import { CallButtons } from './call/CallButtons.tsx'
import { Icon } from './ui/Icons.tsx'
import { useTranslator } from './ui/useTranslator.ts'
import type { SessionState } from '#client/session/sessionState'
import { clockTime, useSecondsLeft } from './ui/useClock.ts'

interface HeaderProps {
  stage: Stage
  available: boolean
  preview: boolean
  /** A call is running. */
  calls: boolean
  /** Modalities that can be started now. */
  offered: readonly Modality[]
  onCall: (media: Media) => void
  onMinimise: () => void
  onClose: () => void
}

/** Longest name, in characters, that fits next to the avatar and the call buttons. */
const roomFor = 16

export function Header({ stage, available, preview, calls, offered, onCall, onMinimise, onClose }: HeaderProps) {
  const { say, name } = useTranslator()
  const here = stage === 'active' || (stage === 'start' && available)
  const status = {
    start: available ? 'available' : 'away',
    active: calls ? 'onCall' : 'inChat',
    ended: 'ended',
  } as const
  return (
    <div class={offered.length > 0 && name.length > roomFor ? 'bar tight' : 'bar'}>
      <span class="face" aria-hidden="true">
        {initials(name)}
      </span>
      <div class="who">
        <h1>
          <bdi>{name}</bdi>
          {preview && <span class="preview"> {say('preview')}</span>}
        </h1>
        {(stage === 'start' || stage === 'active' || stage === 'ended') && (
          <p class={here ? 'here' : ''}>{say(status[stage])}</p>
        )}
      </div>
      <CallButtons small offered={offered} onCall={onCall} />
      <button type="button" class="plain" aria-label={say('minimise')} onClick={onMinimise}>
        <Icon of="minimise" />
      </button>
      <button
        type="button"
        class="plain"
        aria-label={say(stage === 'active' || stage === 'ringing' ? 'end' : 'close')}
        onClick={onClose}
      >
        <Icon of="close" />
      </button>
    </div>
  )
}

interface BannerProps {
  chat: ChatState
  progress: SessionState | null
  serverNow: () => number
}

/** Warns about the connection, or that the chat is about to end. */
export function Banner({ chat, progress, serverNow }: BannerProps) {
  const { say } = useTranslator()
  const live = progress?.status === 'active' || progress?.status === 'ringing' || chat.opening
  const left = useSecondsLeft(progress?.warnedUntil ?? null, serverNow)
  if (live && chat.barred?.retry === null) return <p class="banner">{say('notAllowed')}</p>
  if (live && chat.connection !== 'connected') return <p class="banner">{say(chat.connection)}</p>
  if (left === null) return null
  const time = clockTime(left)
  return (
    <p class="banner">{progress?.text ? `${progress.text} ${say('timeLeft', { time })}` : say('idle', { time })}</p>
  )
}

/** Up to two initials, for an avatar without a photo. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((part) => /^\p{L}/u.exec(part)?.[0] ?? [])
    .slice(0, 2)
    .join('')
