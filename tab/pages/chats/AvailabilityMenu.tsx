import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  PresenceBadge,
  makeStyles,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { desk, useChats, useNews } from '../../data/chatsHooks.ts'
import { readySound, ringOnce, setSound, soundIsOn } from '../../data/chatsSound.ts'
import { useTell } from '../../parts/useTell.tsx'
import { useWords } from '../../words/speech.ts'
import { useCountInTitle } from './useCountInTitle.ts'

const useStyles = makeStyles({
  state: { '@media (max-width: 640px)': { display: 'none' } },
})

/** The agent's own switch, and whether a session that rings is heard. It rings wherever in the tab the agent is. */
export function AvailabilityMenu() {
  const styles = useStyles()
  const { chats: words, shell } = useWords()
  const { available } = useChats()
  const tell = useTell()
  const [sound, chooseSound] = useState(soundIsOn)
  useCountInTitle()
  useEffect(readySound, [])
  useNews((news) => {
    if (news.kind === 'rings' && sound) ringOnce()
  })
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
  return (
    <Menu
      checkedValues={{
        availability: available === null ? [] : [available ? 'available' : 'away'],
        sound: sound ? ['on'] : [],
      }}
      onCheckedValueChange={(_, { name, checkedItems }) =>
        name === 'sound' ? hear(checkedItems.length > 0) : void choose(checkedItems.includes('available'))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          aria-label={shell.availability(state)}
          icon={<PresenceBadge status={available === true ? 'available' : 'away'} aria-hidden />}
        >
          <span className={styles.state}>{state}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="availability" value="available" subText={shell.availableHint}>
            {shell.available}
          </MenuItemRadio>
          <MenuItemRadio name="availability" value="away" subText={shell.awayHint}>
            {shell.away}
          </MenuItemRadio>
          <MenuDivider />
          <MenuItemCheckbox name="sound" value="on">
            {words.soundOn}
          </MenuItemCheckbox>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
