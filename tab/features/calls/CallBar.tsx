import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useNow } from '../chats/store/useChats.ts'
import { callStore } from './store/sharedCallStore.ts'
import { isOngoing, callSnapshot, useCallSnapshot, type CallSnapshot } from './store/callSnapshot.ts'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { minutes } from '../../i18n/format/formatDuration.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { useVisuallyHidden } from '../../ui/useVisuallyHidden.ts'
import { CallLeaveGuard } from './CallLeaveGuard.tsx'
import { HangUpButton } from './HangUpButton.tsx'
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

const pathOf = ({ sessionId }: CallSnapshot) => `/chats/${sessionId}`

/**
 * The current call on every page of the tab: its sound, its keyboard shortcut, its screen reader announcements and the link
 * back to it. After its end it is announced only on its own session's page, where it cannot be mistaken for another call.
 */
export default function CallBar() {
  const snapshot = useCallSnapshot()
  const { pathname } = useLocation()
  const away = snapshot !== null && pathname !== pathOf(snapshot)
  const announced = snapshot !== null && (isOngoing(snapshot) || !away)
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      {snapshot && (
        <RemoteAudio stream={snapshot.view?.remote ?? null} speaker={snapshot.capture?.chosen.speaker ?? null} />
      )}
      {announced ? <CallStatusAnnouncer snapshot={snapshot} /> : null}
      {snapshot && away && isOngoing(snapshot) && <Bar snapshot={snapshot} />}
      {snapshot && <CallEndedToast key={snapshot.callId} snapshot={snapshot} away={away} />}
      <CallLeaveGuard snapshot={snapshot} />
    </>
  )
}

/** `Ctrl+Shift+M` toggles the microphone, as in Teams. */
function onKey(event: KeyboardEvent) {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== 'KeyM') return
  if (!callSnapshot()?.view) return
  event.preventDefault()
  callStore.mute()
}

function CallStatusAnnouncer({ snapshot }: { snapshot: CallSnapshot }) {
  const hidden = useVisuallyHidden()
  const text = useCallStatusText(snapshot)
  return (
    <div className={hidden} aria-live="polite" aria-atomic>
      {text}
    </div>
  )
}

/** Explains the end of a call to an agent on another page, where the bar would only disappear. */
function CallEndedToast({ snapshot, away }: { snapshot: CallSnapshot; away: boolean }) {
  const translations = useCallTranslations()
  const toasts = useToasts()
  const navigate = useNavigate()
  const text = useCallStatusText(snapshot)
  // The event that names who hung up arrives shortly after the call is over.
  const ended = !isOngoing(snapshot) && text !== translations.over
  const wasEnded = useRef(ended)
  const showNote = useEffectEvent(() => {
    const back = { label: translations.back, act: () => void navigate(pathOf(snapshot)) }
    if (away) toasts.note(translations.stage({ name: snapshot.name }), text, back)
  })
  useEffect(() => {
    if (ended && !wasEnded.current) showNote()
    wasEnded.current = ended
  }, [ended])
  return null
}

function Bar({ snapshot }: { snapshot: CallSnapshot }) {
  const styles = useStyles()
  const translations = useCallTranslations()
  const bar = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const text = useCallStatusText(snapshot)
  const { view, name } = snapshot
  const since = view?.phase === 'talking' ? view.connectedSince : null
  const now = useNow(since !== null)
  const meeting = view?.phase === 'meeting'
  const inCall = since === null ? text : translations.inCallWith({ name })
  const moveFocus = () => (bar.current?.querySelector('button') ?? document.getElementById('main'))?.focus()
  return (
    <section ref={bar} className={styles.bar} aria-label={translations.stage({ name })}>
      <Text weight="semibold" className={styles.text}>
        {meeting ? translations.inMeetingWith({ name }) : inCall}
        {since !== null && (
          <>
            {' · '}
            <bdi>{minutes(Math.max(0, Math.floor((now - since) / 1000)))}</bdi>
          </>
        )}
      </Text>
      <div className={styles.acts}>
        <Button size="small" onClick={() => void navigate(pathOf(snapshot))}>
          {translations.back}
        </Button>
        <Running view={view} onLeave={moveFocus} />
      </div>
    </section>
  )
}

function Running({ view, onLeave }: Pick<CallSnapshot, 'view'> & { onLeave: () => void }) {
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

interface RemoteAudioProps {
  stream: MediaStream | null
  /** Device id of the speaker; null for the default device. */
  speaker: string | null
}

/** Audio of one stream. */
function RemoteAudio({ stream, speaker }: RemoteAudioProps) {
  const place = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    if (place.current) place.current.srcObject = stream
  }, [stream])
  useEffect(() => {
    const sound = place.current
    if (sound && speaker !== null && 'setSinkId' in sound) void sound.setSinkId(speaker).catch(() => null)
  }, [speaker])
  return <audio ref={place} autoPlay />
}
