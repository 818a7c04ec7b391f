import { Button } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { talks } from './store/index.ts'
import { goesOn, type TalkNow } from './store/callSnapshot.ts'
import { useTell } from '../../ui/feedback/useToasts.ts'
import { useCallWords } from '../../i18n/callWords.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useFocusHeir } from '../../ui/useFocusFallback.ts'
import { CallLine } from './CallBanner.tsx'
import { Controls } from './CallControls.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { Picture } from './VideoTile.tsx'
import { useCallActs } from './useCallActions.ts'
import { useTalkText } from './useCallStatusText.ts'

interface StageProps {
  talk: TalkNow
  session: Session
  onLeave: () => void
}

type Scene = 'trouble' | 'meeting' | 'call' | 'lastWord'

function sceneOf(talk: TalkNow): Scene {
  if (talk.problem) return 'trouble'
  if (talk.view?.phase === 'meeting') return 'meeting'
  return goesOn(talk) ? 'call' : 'lastWord'
}

/** The call that the agent has in this session: who is seen and heard, and what can be done. */
export default function Stage({ talk, session, onLeave }: StageProps) {
  const words = useCallWords()
  const scene = sceneOf(talk)
  return (
    <section aria-label={words.stage(talk.name)} style={{ flexShrink: 0 }}>
      {/* Each brings buttons of its own, and takes them away while they may have the focus. */}
      <OnStage key={scene} {...{ scene, talk, session, onLeave }} />
    </section>
  )
}

function OnStage({ scene, talk, session, onLeave }: StageProps & { scene: Scene }) {
  const place = useFocusHeir(onLeave)
  const { view } = talk
  const entry = view?.entry
  return (
    <div ref={place}>
      {scene === 'trouble' && <DeviceTrouble talk={talk} canWrite={session.canWrite} />}
      {scene === 'meeting' && (
        <Meeting talk={talk} joinUrl={entry?.provider === 'teams-meeting' ? entry.joinUrl : null} />
      )}
      {scene === 'lastWord' && <LastWord talk={talk} session={session} />}
      {scene === 'call' && <Picture talk={talk} />}
      {scene === 'call' && view && <Controls view={view} />}
    </div>
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
