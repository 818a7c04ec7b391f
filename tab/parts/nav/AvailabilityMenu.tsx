import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  PresenceBadge,
} from '@fluentui/react-components'
import { useMe, useSetAvailability } from '../../data/me.ts'
import { useWords } from '../../words/speech.ts'
import { useTell } from '../useTell.tsx'
import { useNavStyles } from './navStyles.ts'

const group = 'availability'

export function AvailabilityMenu() {
  const { available } = useMe()
  const setAvailability = useSetAvailability()
  const tell = useTell()
  const { shell } = useWords()
  const styles = useNavStyles()
  const state = available ? shell.available : shell.away
  const choose = (value: string | undefined) =>
    setAvailability.mutate(value === 'available', {
      onError: (fault) => tell.failure(fault, shell.availabilityFailed),
    })
  return (
    <Menu
      checkedValues={{ [group]: [available ? 'available' : 'away'] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          aria-label={shell.availability(state)}
          icon={<PresenceBadge status={available ? 'available' : 'away'} aria-hidden />}
        >
          <span className={styles.wideOnly}>{state}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name={group} value="available" subText={shell.availableHint}>
            {shell.available}
          </MenuItemRadio>
          <MenuItemRadio name={group} value="away" subText={shell.awayHint}>
            {shell.away}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
