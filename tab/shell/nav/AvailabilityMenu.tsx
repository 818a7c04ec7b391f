import { MenuButton, PresenceBadge, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { desk, useChats, useRinging } from '../../features/chats/store/useChats.ts'
import { setSound, soundIsOn } from '../../features/chats/store/notificationSound.ts'
import { OnDemandMenu } from './LazyMenu.tsx'
import { useTell } from '../../ui/feedback/useToasts.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useCountInTitle } from './useTitleBadge.ts'

const useStyles = makeStyles({
  state: { '@media (max-width: 640px)': { display: 'none' } },
})

/** The agent's own switch, and whether a session that rings is heard. It rings wherever in the tab the agent is. */
export function AvailabilityMenu() {
  const styles = useStyles()
  const { shell } = useWords()
  const { available } = useChats()
  const tell = useTell()
  const [sound, chooseSound] = useState(soundIsOn)
  useCountInTitle()
  useRinging(sound)
  const state = available === null ? shell.loading : available ? shell.available : shell.away
  const choose = async (wanted: boolean) => {
    if (wanted === available) return
    const fault = await desk.setAvailable(wanted)
    if (fault) tell.failure(fault, shell.availabilityFailed)
  }
  const hear = (wanted: boolean) => {
    setSound(wanted)
    chooseSound(wanted)
  }
  const button = (
    <MenuButton
      appearance="subtle"
      aria-label={shell.availability(state)}
      icon={<PresenceBadge status={available === true ? 'available' : 'away'} aria-hidden />}
    >
      <span className={styles.state}>{state}</span>
    </MenuButton>
  )
  return (
    <OnDemandMenu button={button} load={() => import('./AvailabilityList.tsx')}>
      {({ AvailabilityList }) => (
        <AvailabilityList
          button={button}
          available={available}
          sound={sound}
          onChoose={(wanted) => void choose(wanted)}
          onHear={hear}
        />
      )}
    </OnDemandMenu>
  )
}
