import { Button } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { callStore } from './store/sharedCallStore.ts'
import { isOngoing, type CallSnapshot } from './store/callSnapshot.ts'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { CallBanner } from './CallBanner.tsx'
import { CallControls } from './CallControls.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { VideoTile } from './VideoTile.tsx'
import { useCallActions } from './useCallActions.tsx'
import { useCallStatusText } from './useCallStatusText.ts'

interface CallStageProps {
  snapshot: CallSnapshot
  session: Session
  onLeave: () => void
}

type Scene = 'trouble' | 'meeting' | 'call' | 'lastWord'

function sceneOf(snapshot: CallSnapshot): Scene {
  if (snapshot.problem) return 'trouble'
  if (snapshot.view?.phase === 'meeting') return 'meeting'
  return isOngoing(snapshot) ? 'call' : 'lastWord'
}

/** The call of this session in this window: video, status and controls. */
export default function CallStage({ snapshot, session, onLeave }: CallStageProps) {
  const translations = useCallTranslations()
  const scene = sceneOf(snapshot)
  return (
    <section aria-label={translations.stage({ name: snapshot.name })} style={{ flexShrink: 0 }}>
      {/* The key remounts the buttons of each scene, so that useFocusFallback runs when focused buttons go. */}
      <OnStage key={scene} {...{ scene, snapshot, session, onLeave }} />
    </section>
  )
}

function OnStage({ scene, snapshot, session, onLeave }: CallStageProps & { scene: Scene }) {
  const place = useFocusFallback(onLeave)
  const { view } = snapshot
  const entry = view?.entry
  return (
    <div ref={place}>
      {scene === 'trouble' && <DeviceTrouble snapshot={snapshot} canWrite={session.canWrite} />}
      {scene === 'meeting' && (
        <Meeting snapshot={snapshot} joinUrl={entry?.provider === 'teams-meeting' ? entry.joinUrl : null} />
      )}
      {scene === 'lastWord' && <LastWord snapshot={snapshot} session={session} />}
      {scene === 'call' && <VideoTile snapshot={snapshot} />}
      {scene === 'call' && view && <CallControls view={view} />}
    </div>
  )
}

function DeviceTrouble({ snapshot, canWrite }: { snapshot: CallSnapshot; canWrite: boolean }) {
  const translations = useCallTranslations()
  const { shell } = useTranslations()
  const toasts = useToasts()
  const text = useCallStatusText(snapshot)
  const giveUp = async () => {
    const fault = await callStore.giveUp()
    if (fault) toasts.failure(fault)
  }
  return (
    <CallBanner icon={<MediaIcon media={snapshot.media} />} text={text}>
      <Button appearance="primary" size="small" onClick={callStore.tryAgain}>
        {shell.tryAgain}
      </Button>
      <Button size="small" onClick={() => void giveUp()}>
        {canWrite ? translations.goOnByChat : translations.endCall}
      </Button>
    </CallBanner>
  )
}

function Meeting({ snapshot, joinUrl }: { snapshot: CallSnapshot; joinUrl: string | null }) {
  const translations = useCallTranslations()
  return (
    <CallBanner
      icon={<MediaIcon media={snapshot.media} />}
      text={translations.meetingReady({ name: snapshot.name })}
      hint={translations.meetingHint}
    >
      {joinUrl !== null && (
        <Button appearance="primary" size="small" onClick={() => callStore.openMeeting(joinUrl)}>
          {translations.openMeeting}
        </Button>
      )}
      <Button size="small" onClick={callStore.hangUp}>
        {translations.endCall}
      </Button>
    </CallBanner>
  )
}

function LastWord({ snapshot, session }: { snapshot: CallSnapshot; session: Session }) {
  const translations = useCallTranslations()
  const { shell } = useTranslations()
  const { join } = useCallActions()
  const text = useCallStatusText(snapshot)
  return (
    <CallBanner icon={<MediaIcon media={snapshot.media} />} text={text}>
      {snapshot.view?.phase === 'elsewhere' && session.call?.id === snapshot.callId && (
        <Button appearance="primary" size="small" onClick={() => void join(session.id)}>
          {translations.goOnHere}
        </Button>
      )}
      <Button size="small" onClick={callStore.leave}>
        {shell.close}
      </Button>
    </CallBanner>
  )
}
