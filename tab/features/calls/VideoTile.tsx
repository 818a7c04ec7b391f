import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { MicOffRegular } from '@fluentui/react-icons/svg/mic-off'
import { useNow } from '../chats/store/useChats.ts'
import type { Quality } from '#client/call/types'
import type { CallSnapshot } from './store/callSnapshot.ts'
import { PersonAvatar } from '../../ui/Avatar.tsx'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { minutes } from '../../i18n/format/formatDuration.ts'
import { narrow } from '../../ui/layout/breakpoints.ts'
import { useCallStatusText } from './useCallStatusText.ts'

const useStyles = makeStyles({
  // Dark in every theme, to keep the attention on the video.
  ground: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: '8px',
    boxSizing: 'border-box',
    // Room for the status bar, which would otherwise cover the name.
    paddingBottom: '32px',
    height: 'clamp(168px, 24vh, 260px)',
    overflow: 'hidden',
    backgroundColor: '#1f1f1f',
    color: '#ffffff',
  },
  wide: { height: 'clamp(220px, 45vh, 560px)' },
  whole: { position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'contain' },
  beside: {
    position: 'absolute',
    top: '12px',
    width: 'clamp(88px, 22%, 176px)',
    aspectRatio: '16 / 9',
    objectFit: 'cover',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid #ffffff',
    backgroundColor: '#000000',
  },
  own: { insetInlineEnd: '12px', [narrow]: { top: '8px', insetInlineEnd: '8px' } },
  their: { insetInlineStart: '12px', [narrow]: { top: '8px', insetInlineStart: '8px' } },
  status: {
    position: 'absolute',
    insetInline: 0,
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '4px 12px',
    padding: '6px 12px',
    color: '#ffffff',
    backgroundColor: 'rgba(0, 0, 0, 0.6)',
    textAlign: 'center',
  },
  note: { display: 'inline-flex', alignItems: 'center', columnGap: '4px' },
  name: { color: '#ffffff', maxWidth: '90%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
})

/** The customer's video or name, the agent's own camera in the corner, and the call status at the bottom. */
export function VideoTile({ snapshot }: { snapshot: CallSnapshot }) {
  const styles = useStyles()
  const translations = useCallTranslations()
  const { view, capture, name } = snapshot
  // While reconnecting, the last frame is outdated and may be black.
  const seen = view?.phase === 'talking' ? view : null
  const video = seen?.remoteSends?.camera ? seen.remote : null
  const screen = seen?.remoteSends?.screen ? seen.remoteScreen : null
  const main = screen ?? video
  const own = capture?.camera ?? null
  return (
    <div className={mergeClasses(styles.ground, (main !== null || own !== null) && styles.wide)}>
      {main ? (
        <RemoteVideo
          key={main.id}
          stream={main}
          className={styles.whole}
          label={screen ? translations.theirScreen({ name }) : translations.theirVideo({ name })}
        />
      ) : (
        <>
          <PersonAvatar name={name} color="colorful" size={72} />
          <Text weight="semibold" size={400} className={styles.name} dir="auto">
            {name}
          </Text>
        </>
      )}
      {screen && video && (
        <RemoteVideo
          stream={video}
          className={mergeClasses(styles.beside, styles.their)}
          label={translations.theirVideo({ name })}
        />
      )}
      {own && (
        <RemoteVideo stream={own} className={mergeClasses(styles.beside, styles.own)} label={translations.ownVideo} />
      )}
      <CallStatus snapshot={snapshot} />
    </div>
  )
}

const isBad = (quality: Quality) => quality === 'fair' || quality === 'poor' || quality === 'lost'

function CallStatus({ snapshot }: { snapshot: CallSnapshot }) {
  const styles = useStyles()
  const translations = useCallTranslations()
  const text = useCallStatusText(snapshot)
  const { view, name } = snapshot
  const talking = view?.phase === 'talking' || view?.phase === 'reconnecting'
  const since = talking ? view.connectedSince : null
  const now = useNow(since !== null)
  const notes = talking
    ? [
        view.phase === 'talking' && isBad(view.quality) ? translations.quality[view.quality] : null,
        view.capture.sends.screen ? translations.ownScreen : null,
      ].filter((note) => note !== null)
    : []
  return (
    <div className={styles.status}>
      {since !== null && <Text>{minutes(Math.max(0, Math.floor((now - since) / 1000)))}</Text>}
      {view?.phase !== 'talking' && <Text>{text}</Text>}
      {view?.phase === 'talking' && view.remoteSends?.microphone === false && (
        <span className={styles.note}>
          <MicOffRegular aria-hidden />
          <Text>{translations.theyAreMuted({ name })}</Text>
        </span>
      )}
      {talking && !view.capture.sends.microphone && (
        <span className={styles.note}>
          <MicOffRegular aria-hidden />
          <Text>{translations.youAreMuted}</Text>
        </span>
      )}
      {notes.map((note) => (
        <Text key={note}>{note}</Text>
      ))}
    </div>
  )
}

interface RemoteVideoProps {
  stream: MediaStream
  label: string
  className?: string
}

/** Video of one stream. Muted, because `CallBar` plays the sound. */
function RemoteVideo({ stream, label, className }: RemoteVideoProps) {
  const place = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (place.current) place.current.srcObject = stream
  }, [stream])
  return <video ref={place} className={className} aria-label={label} autoPlay playsInline muted />
}
