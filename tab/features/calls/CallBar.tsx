import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useNow } from '../chats/store/useChats.ts'
import { callStore } from './store/index.ts'
import { goesOn, callNow, useCallNow, type CallNow } from './store/callSnapshot.ts'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallWords } from '../../i18n/callWords.ts'
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
 * The talk wherever in the tab the agent is: its sound, its key, what ears must know, and the way back to it. Once it is
 * over it stands with its own session alone, since above another it would pass for that one's.
 */
export default function CallBar() {
  const callSession = useCallNow()
  const { pathname } = useLocation()
  const away = callSession !== null && pathname !== pathOf(callSession)
  const result = callSession !== null && (goesOn(callSession) || !away)
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      {callSession && (
        <RemoteAudio stream={callSession.view?.remote ?? null} speaker={callSession.capture?.chosen.speaker ?? null} />
      )}
      {result ? <DeliveryResult callSession={callSession} /> : null}
      {callSession && away && goesOn(callSession) && <Bar callSession={callSession} />}
      {callSession && <LastNote key={callSession.callId} callSession={callSession} away={away} />}
      <CallLeaveGuard callSession={callSession} />
    </>
  )
}

/** `Ctrl+Shift+M` mutes, as it does in Teams. */
function onKey(event: KeyboardEvent) {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== 'KeyM') return
  if (!callNow()?.view) return
  event.preventDefault()
  callStore.mute()
}

function DeliveryResult({ callSession }: { callSession: CallNow }) {
  const spoken = useVisuallyHidden()
  const text = useCallStatusText(callSession)
  return (
    <div className={spoken} aria-live="polite" aria-atomic>
      {text}
    </div>
  )
}

/** Who is elsewhere when it ends would only see the bar go: a note says why, and leads back. */
function LastNote({ callSession, away }: { callSession: CallNow; away: boolean }) {
  const words = useCallWords()
  const showToast = useToasts()
  const navigate = useNavigate()
  const text = useCallStatusText(callSession)
  // Who ended it is known a moment after it is over.
  const ended = !goesOn(callSession) && text !== words.over
  const wasEnded = useRef(ended)
  const say = useEffectEvent(() => {
    const back = { label: words.back, act: () => void navigate(pathOf(callSession)) }
    if (away) showToast.note(words.stage(callSession.name), text, back)
  })
  useEffect(() => {
    if (ended && !wasEnded.current) say()
    wasEnded.current = ended
  }, [ended])
  return null
}

function Bar({ callSession }: { callSession: CallNow }) {
  const styles = useStyles()
  const words = useCallWords()
  const bar = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const text = useCallStatusText(callSession)
  const { view, name } = callSession
  const since = view?.phase === 'talking' ? view.connectedSince : null
  const now = useNow(since !== null)
  const meeting = view?.phase === 'meeting'
  const inCall = since === null ? text : words.inCallWith(name)
  const inherit = () => (bar.current?.querySelector('button') ?? document.getElementById('main'))?.focus()
  return (
    <section ref={bar} className={styles.bar} aria-label={words.stage(name)}>
      <Text weight="semibold" className={styles.text}>
        {meeting ? words.inMeetingWith(name) : inCall}
        {since !== null && (
          <>
            {' · '}
            <bdi>{minutes(Math.max(0, Math.floor((now - since) / 1000)))}</bdi>
          </>
        )}
      </Text>
      <div className={styles.acts}>
        <Button size="small" onClick={() => void navigate(pathOf(callSession))}>
          {words.back}
        </Button>
        <Running view={view} onLeave={inherit} />
      </div>
    </section>
  )
}

function Running({ view, onLeave }: Pick<CallNow, 'view'> & { onLeave: () => void }) {
  const words = useCallWords()
  const place = useFocusFallback(onLeave)
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {view && view.phase !== 'meeting' && (
        <>
          <Button size="small" aria-keyshortcuts="Control+Shift+M" onClick={callStore.mute}>
            {view.capture.sends.microphone ? words.mute : words.unmute}
          </Button>
          <HangUpButton size="small" />
        </>
      )}
      {view?.phase === 'meeting' && (
        <Button size="small" onClick={callStore.hangUp}>
          {words.endCall}
        </Button>
      )}
    </div>
  )
}
