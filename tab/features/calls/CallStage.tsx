import { Button } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { callStore } from './store/index.ts'
import { isOngoing, type CallNow } from './store/callSnapshot.ts'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'
import { CallBanner } from './CallBanner.tsx'
import { CallControls } from './CallControls.tsx'
import { MediaIcon } from './MediaIcon.tsx'
import { VideoTile } from './VideoTile.tsx'
import { useCallActions } from './useCallActions.ts'
import { useCallStatusText } from './useCallStatusText.ts'

interface CallStageProps {
  callSession: CallNow
  session: Session
  onLeave: () => void
}

type Scene = 'trouble' | 'meeting' | 'call' | 'lastWord'

function sceneOf(callSession: CallNow): Scene {
  if (callSession.problem) return 'trouble'
  if (callSession.view?.phase === 'meeting') return 'meeting'
  return isOngoing(callSession) ? 'call' : 'lastWord'
}

/** The call of this session in this window: video, status and controls. */
export default function CallStage({ callSession, session, onLeave }: CallStageProps) {
  const translations = useCallTranslations()
  const scene = sceneOf(callSession)
  return (
    <section aria-label={translations.stage(callSession.name)} style={{ flexShrink: 0 }}>
      {/* The key remounts the buttons of each scene, so that useFocusFallback runs when focused buttons go. */}
      <OnStage key={scene} {...{ scene, callSession, session, onLeave }} />
    </section>
  )
}

function OnStage({ scene, callSession, session, onLeave }: CallStageProps & { scene: Scene }) {
  const place = useFocusFallback(onLeave)
  const { view } = callSession
  const entry = view?.entry
  return (
    <div ref={place}>
      {scene === 'trouble' && <DeviceTrouble callSession={callSession} canWrite={session.canWrite} />}
      {scene === 'meeting' && (
        <Meeting callSession={callSession} joinUrl={entry?.provider === 'teams-meeting' ? entry.joinUrl : null} />
      )}
      {scene === 'lastWord' && <LastWord callSession={callSession} session={session} />}
      {scene === 'call' && <VideoTile callSession={callSession} />}
      {scene === 'call' && view && <CallControls view={view} />}
    </div>
  )
}

function DeviceTrouble({ callSession, canWrite }: { callSession: CallNow; canWrite: boolean }) {
  const translations = useCallTranslations()
  const { shell } = useTranslations()
  const toasts = useToasts()
  const text = useCallStatusText(callSession)
  const giveUp = async () => {
    const fault = await callStore.giveUp()
    if (fault) toasts.failure(fault)
  }
  return (
    <CallBanner icon={<MediaIcon media={callSession.media} />} text={text}>
      <Button appearance="primary" size="small" onClick={callStore.tryAgain}>
        {shell.tryAgain}
      </Button>
      <Button size="small" onClick={() => void giveUp()}>
        {canWrite ? translations.goOnByChat : translations.endCall}
      </Button>
    </CallBanner>
  )
}

function Meeting({ callSession, joinUrl }: { callSession: CallNow; joinUrl: string | null }) {
  const translations = useCallTranslations()
  return (
    <CallBanner
      icon={<MediaIcon media={callSession.media} />}
      text={translations.meetingReady(callSession.name)}
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

function LastWord({ callSession, session }: { callSession: CallNow; session: Session }) {
  const translations = useCallTranslations()
  const { shell } = useTranslations()
  const { join } = useCallActions()
  const text = useCallStatusText(callSession)
  return (
    <CallBanner icon={<MediaIcon media={callSession.media} />} text={text}>
      {callSession.view?.phase === 'elsewhere' && session.call?.id === callSession.callId && (
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
