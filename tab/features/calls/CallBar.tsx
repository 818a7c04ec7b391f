import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useNow } from '../chats/store/useChats.ts'
import { callStore } from './store/index.ts'
import { isOngoing, callNow, useCallNow, type CallNow } from './store/callSnapshot.ts'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { minutes } from '../../i18n/format/formatDuration.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { useVisuallyHidden } from '../../ui/useVisuallyHidden.ts'
import { CallLeaveGuard } from './CallLeaveGuard.tsx'
import { HangUpButton } from './HangUpButton.tsx'
import { RemoteAudio } from './RemoteAudio.tsx'
import { useCallStatusText } from './useCallStatusText.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    flexShrink: 0,
    gap: '4px 8px',
    padding: '6px 16px',
    backgroundColor: tokens.colorBrandBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  text: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px' },
})

const pathOf = ({ sessionId }: CallNow) => `/chats/${sessionId}`

/**
 * The current call on every page of the tab: its sound, its keyboard shortcut, its screen reader announcements and the link
 * back to it. After its end it is announced only on its own session's page, where it cannot be mistaken for another call.
 */
export default function CallBar() {
  const callSession = useCallNow()
  const { pathname } = useLocation()
  const away = callSession !== null && pathname !== pathOf(callSession)
  const announced = callSession !== null && (isOngoing(callSession) || !away)
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      {callSession && (
        <RemoteAudio stream={callSession.view?.remote ?? null} speaker={callSession.capture?.chosen.speaker ?? null} />
      )}
      {announced ? <CallStatusAnnouncer callSession={callSession} /> : null}
      {callSession && away && isOngoing(callSession) && <Bar callSession={callSession} />}
      {callSession && <CallEndedToast key={callSession.callId} callSession={callSession} away={away} />}
      <CallLeaveGuard callSession={callSession} />
    </>
  )
}

/** `Ctrl+Shift+M` toggles the microphone, as in Teams. */
function onKey(event: KeyboardEvent) {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== 'KeyM') return
  if (!callNow()?.view) return
  event.preventDefault()
  callStore.mute()
}

function CallStatusAnnouncer({ callSession }: { callSession: CallNow }) {
  const hidden = useVisuallyHidden()
  const text = useCallStatusText(callSession)
  return (
    <div className={hidden} aria-live="polite" aria-atomic>
      {text}
    </div>
  )
}

/** Explains the end of a call to an agent on another page, where the bar would only disappear. */
function CallEndedToast({ callSession, away }: { callSession: CallNow; away: boolean }) {
  const translations = useCallTranslations()
  const toasts = useToasts()
  const navigate = useNavigate()
  const text = useCallStatusText(callSession)
  // The event that names who hung up arrives shortly after the call is over.
  const ended = !isOngoing(callSession) && text !== translations.over
  const wasEnded = useRef(ended)
  const showNote = useEffectEvent(() => {
    const back = { label: translations.back, act: () => void navigate(pathOf(callSession)) }
    if (away) toasts.note(translations.stage(callSession.name), text, back)
  })
  useEffect(() => {
    if (ended && !wasEnded.current) showNote()
    wasEnded.current = ended
  }, [ended])
  return null
}

function Bar({ callSession }: { callSession: CallNow }) {
  const styles = useStyles()
  const translations = useCallTranslations()
  const bar = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const text = useCallStatusText(callSession)
  const { view, name } = callSession
  const since = view?.phase === 'talking' ? view.connectedSince : null
  const now = useNow(since !== null)
  const meeting = view?.phase === 'meeting'
  const inCall = since === null ? text : translations.inCallWith(name)
  const moveFocus = () => (bar.current?.querySelector('button') ?? document.getElementById('main'))?.focus()
  return (
    <section ref={bar} className={styles.bar} aria-label={translations.stage(name)}>
      <Text weight="semibold" className={styles.text}>
        {meeting ? translations.inMeetingWith(name) : inCall}
        {since !== null && (
          <>
            {' · '}
            <bdi>{minutes(Math.max(0, Math.floor((now - since) / 1000)))}</bdi>
          </>
        )}
      </Text>
      <div className={styles.acts}>
        <Button size="small" onClick={() => void navigate(pathOf(callSession))}>
          {translations.back}
        </Button>
        <Running view={view} onLeave={moveFocus} />
      </div>
    </section>
  )
}

function Running({ view, onLeave }: Pick<CallNow, 'view'> & { onLeave: () => void }) {
  const translations = useCallTranslations()
  const place = useFocusFallback(onLeave)
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {view && view.phase !== 'meeting' && (
        <>
          <Button size="small" aria-keyshortcuts="Control+Shift+M" onClick={callStore.mute}>
            {view.capture.sends.microphone ? translations.mute : translations.unmute}
          </Button>
          <HangUpButton size="small" />
        </>
      )}
      {view?.phase === 'meeting' && (
        <Button size="small" onClick={callStore.hangUp}>
          {translations.endCall}
        </Button>
      )}
    </div>
  )
}
