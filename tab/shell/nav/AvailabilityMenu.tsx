import { MenuButton, PresenceBadge, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { chatStore, useChats, useRinging } from '../../features/chats/store/useChats.ts'
import { setSound, soundIsOn } from '../../features/chats/store/notificationSound.ts'
import { LazyMenu } from './LazyMenu.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useTitleBadge } from './useTitleBadge.ts'

const useStyles = makeStyles({
  state: { '@media (max-width: 640px)': { display: 'none' } },
})

/** The agent's availability and ring sound. Part of the navigation bar, so that ringing is heard on every page. */
export function AvailabilityMenu() {
  const styles = useStyles()
  const { shell } = useTranslations()
  const { available } = useChats()
  const toasts = useToasts()
  const [sound, chooseSound] = useState(soundIsOn)
  useTitleBadge()
  useRinging(sound)
  const state = available === null ? shell.loading : available ? shell.available : shell.away
  const choose = async (wanted: boolean) => {
    if (wanted === available) return
    const fault = await chatStore.setAvailable(wanted)
    if (fault) toasts.failure(fault, shell.availabilityFailed)
  }
  const changeSound = (wanted: boolean) => {
    setSound(wanted)
    chooseSound(wanted)
  }
  const button = (
    <MenuButton
      appearance="subtle"
      aria-label={shell.availability({ state })}
      icon={<PresenceBadge status={available === true ? 'available' : 'away'} aria-hidden />}
    >
      <span className={styles.state}>{state}</span>
    </MenuButton>
  )
  return (
    <LazyMenu button={button} load={() => import('./AvailabilityList.tsx')}>
      {({ AvailabilityList }) => (
        <AvailabilityList
          button={button}
          available={available}
          sound={sound}
          onChoose={(wanted) => void choose(wanted)}
          onSoundChange={changeSound}
        />
      )}
    </LazyMenu>
  )
}
