import { Button, Tooltip, makeStyles, tokens } from '@fluentui/react-components'
import { CallEndRegular } from '@fluentui/react-icons/svg/call-end'
import { MicRegular } from '@fluentui/react-icons/svg/mic'
import { MicOffRegular } from '@fluentui/react-icons/svg/mic-off'
import { ShareScreenStartRegular } from '@fluentui/react-icons/svg/share-screen-start'
import { ShareScreenStopRegular } from '@fluentui/react-icons/svg/share-screen-stop'
import { VideoRegular } from '@fluentui/react-icons/svg/video'
import { VideoOffRegular } from '@fluentui/react-icons/svg/video-off'
import type { ReactElement } from 'react'
import { callStore } from './store/sharedCallStore.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import type { CallSessionView } from '#client/call/types'
import { DevicesMenu } from './DevicesMenu.tsx'
import { HangUpButton } from './HangUpButton.tsx'

const useStyles = makeStyles({
  controls: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '8px',
    padding: '8px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

export function CallControls({ view }: { view: CallSessionView }) {
  const styles = useStyles()
  const translations = useCallTranslations()
  const { microphone, camera, screen } = view.capture.sends
  return (
    <div className={styles.controls}>
      <Control
        label={microphone ? translations.mute : translations.unmute}
        keys="Control+Shift+M"
        icon={microphone ? <MicRegular /> : <MicOffRegular />}
        onClick={callStore.mute}
      />
      <Control
        label={camera ? translations.cameraOff : translations.cameraOn}
        icon={camera ? <VideoRegular /> : <VideoOffRegular />}
        onClick={callStore.camera}
      />
      {view.capture.canShareScreen && (
        <Control
          label={screen ? translations.stopSharing : translations.share}
          icon={screen ? <ShareScreenStopRegular /> : <ShareScreenStartRegular />}
          onClick={callStore.screen}
        />
      )}
      <DevicesMenu capture={view.capture} />
      <HangUpButton icon={<CallEndRegular />} />
    </div>
  )
}

interface CallControlsProps {
  label: string
  keys?: string
  icon: ReactElement
  onClick: () => void
}

function Control({ label, keys, icon, onClick }: CallControlsProps) {
  return (
    <Tooltip
      content={keys === undefined ? label : `${label} (${keys.replace('Control', 'Ctrl')})`}
      relationship="label"
      // Above the button, the tooltip would cover the call status.
      positioning="below"
    >
      <Button
        icon={icon}
        aria-label={label}
        onClick={onClick}
        {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      />
    </Tooltip>
  )
}
