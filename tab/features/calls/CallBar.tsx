import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useNow } from '../chats/store/useChats.ts'
import { talks } from './store/index.ts'
import { goesOn, talkNow, useTalkNow, type TalkNow } from './store/callSnapshot.ts'
import { useTell } from '../../ui/feedback/useToasts.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { minutes } from '../../i18n/format/formatDuration.ts'
import { useFocusHeir } from '../../ui/useFocusFallback.ts'
import { useSpokenOnly } from '../../ui/useVisuallyHidden.ts'
import { CallLeaveGuard } from './CallLeaveGuard.tsx'
import { HangUp } from './HangUpButton.tsx'
import { Heard } from './RemoteAudio.tsx'
import { useTalkText } from './useCallStatusText.ts'

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

const pathOf = ({ sessionId }: TalkNow) => `/chats/${sessionId}`

/**
 * The talk wherever in the tab the agent is: its sound, its key, what ears must know, and the way back to it. Once it is
 * over it stands with its own session alone, since above another it would pass for that one's.
 */
export default function CallBar() {
  const talk = useTalkNow()
  const { pathname } = useLocation()
  const away = talk !== null && pathname !== pathOf(talk)
  const told = talk !== null && (goesOn(talk) || !away)
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      {talk && <Heard stream={talk.view?.remote ?? null} speaker={talk.capture?.chosen.speaker ?? null} />}
      {told ? <Told talk={talk} /> : null}
      {talk && away && goesOn(talk) && <Bar talk={talk} />}
      {talk && <LastNote key={talk.callId} talk={talk} away={away} />}
      <CallLeaveGuard talk={talk} />
    </>
  )
}

/** `Ctrl+Shift+M` mutes, as it does in Teams. */
function onKey(event: KeyboardEvent) {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== 'KeyM') return
  if (!talkNow()?.view) return
  event.preventDefault()
  talks.mute()
}

function Told({ talk }: { talk: TalkNow }) {
  const spoken = useSpokenOnly()
  const text = useTalkText(talk)
  return (
    <div className={spoken} aria-live="polite" aria-atomic>
      {text}
    </div>
  )
}

/** Who is elsewhere when it ends would only see the bar go: a note says why, and leads back. */
function LastNote({ talk, away }: { talk: TalkNow; away: boolean }) {
  const words = useCallWords()
  const tell = useTell()
  const navigate = useNavigate()
  const text = useTalkText(talk)
  // Who ended it is known a moment after it is over.
  const ended = !goesOn(talk) && text !== words.over
  const wasEnded = useRef(ended)
  const say = useEffectEvent(() => {
    const back = { label: words.back, act: () => void navigate(pathOf(talk)) }
    if (away) tell.note(words.stage(talk.name), text, back)
  })
  useEffect(() => {
    if (ended && !wasEnded.current) say()
    wasEnded.current = ended
  }, [ended])
  return null
}

function Bar({ talk }: { talk: TalkNow }) {
  const styles = useStyles()
  const words = useCallWords()
  const bar = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const text = useTalkText(talk)
  const { view, name } = talk
  const since = view?.phase === 'talking' ? view.talkingSince : null
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
        <Button size="small" onClick={() => void navigate(pathOf(talk))}>
          {words.back}
        </Button>
        <Running view={view} onLeave={inherit} />
      </div>
    </section>
  )
}

function Running({ view, onLeave }: Pick<TalkNow, 'view'> & { onLeave: () => void }) {
  const words = useCallWords()
  const place = useFocusHeir(onLeave)
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {view && view.phase !== 'meeting' && (
        <>
          <Button size="small" aria-keyshortcuts="Control+Shift+M" onClick={talks.mute}>
            {view.capture.sends.microphone ? words.mute : words.unmute}
          </Button>
          <HangUp size="small" />
        </>
      )}
      {view?.phase === 'meeting' && (
        <Button size="small" onClick={talks.hangUp}>
          {words.endCall}
        </Button>
      )}
    </div>
  )
}
