import { Button } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { talks } from '../../../data/talks.ts'
import { goesOn, type TalkNow } from '../../../data/talkStore.ts'
import { useTell } from '../../../parts/useTell.ts'
import { useCallWords } from '../../../words/callWords.ts'
import { useWords } from '../../../words/speech.ts'
import { useFocusHeir } from '../useFocusHeir.ts'
import { CallLine } from './CallLine.tsx'
import { Controls } from './Controls.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { Picture } from './Picture.tsx'
import { useCallActs } from './useCallActs.ts'
import { useTalkText } from './useTalkText.ts'

interface StageProps {
  talk: TalkNow
  session: Session
  onLeave: () => void
}

/** The call that the agent has in this session: who is seen and heard, and what can be done. */
export default function Stage({ talk, session, onLeave }: StageProps) {
  const words = useCallWords()
  const place = useFocusHeir(onLeave)
  return (
    <section ref={place} aria-label={words.stage(talk.name)} style={{ flexShrink: 0 }}>
      <InStage talk={talk} session={session} />
    </section>
  )
}

function InStage({ talk, session }: Omit<StageProps, 'onLeave'>) {
  const { view, problem } = talk
  if (problem) return <DeviceTrouble talk={talk} canWrite={session.canWrite} />
  if (view?.phase === 'meeting')
    return <Meeting talk={talk} joinUrl={view.entry?.provider === 'teams-meeting' ? view.entry.joinUrl : null} />
  if (!goesOn(talk)) return <LastWord talk={talk} session={session} />
  return (
    <>
      <Picture talk={talk} />
      {view && <Controls view={view} />}
    </>
  )
}

function DeviceTrouble({ talk, canWrite }: { talk: TalkNow; canWrite: boolean }) {
  const words = useCallWords()
  const { shell } = useWords()
  const tell = useTell()
  const text = useTalkText(talk)
  const giveUp = async () => {
    const fault = await talks.giveUp()
    if (fault) tell.failure(fault)
  }
  return (
    <CallLine icon={<MediaIcon media={talk.media} />} text={text}>
      <Button appearance="primary" size="small" onClick={talks.tryAgain}>
        {shell.tryAgain}
      </Button>
      <Button size="small" onClick={() => void giveUp()}>
        {canWrite ? words.goOnByChat : words.endCall}
      </Button>
    </CallLine>
  )
}

function Meeting({ talk, joinUrl }: { talk: TalkNow; joinUrl: string | null }) {
  const words = useCallWords()
  return (
    <CallLine icon={<MediaIcon media={talk.media} />} text={words.meetingReady(talk.name)} hint={words.meetingHint}>
      {joinUrl !== null && (
        <Button appearance="primary" size="small" onClick={() => talks.openMeeting(joinUrl)}>
          {words.openMeeting}
        </Button>
      )}
      <Button size="small" onClick={talks.hangUp}>
        {words.endCall}
      </Button>
    </CallLine>
  )
}

function LastWord({ talk, session }: { talk: TalkNow; session: Session }) {
  const words = useCallWords()
  const { shell } = useWords()
  const { join } = useCallActs()
  const text = useTalkText(talk)
  return (
    <CallLine icon={<MediaIcon media={talk.media} />} text={text}>
      {talk.view?.phase === 'elsewhere' && session.call?.id === talk.callId && (
        <Button appearance="primary" size="small" onClick={() => void join(session.id)}>
          {words.goOnHere}
        </Button>
      )}
      <Button size="small" onClick={talks.leave}>
        {shell.close}
      </Button>
    </CallLine>
  )
}
