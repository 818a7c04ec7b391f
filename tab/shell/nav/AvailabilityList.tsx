import { MenuDivider, MenuItemCheckbox, MenuItemRadio, type MenuButtonProps } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { OpenMenu } from './OpenMenu.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'

interface AvailabilityListProps {
  button: ReactElement<MenuButtonProps>
  /** Null until loaded. */
  available: boolean | null
  sound: boolean
  onChoose: (available: boolean) => void
  onSoundChange: (sound: boolean) => void
}

/** The open menu: available or away, and the ring sound. */
export function AvailabilityList({ button, available, sound, onChoose, onSoundChange }: AvailabilityListProps) {
  const { chats: translations, shell } = useTranslations()
  return (
    <OpenMenu
      button={button}
      checkedValues={{
        availability: available === null ? [] : [available ? 'available' : 'away'],
        sound: sound ? ['on'] : [],
      }}
      onCheckedValueChange={(_, { name, checkedItems }) =>
        name === 'sound' ? onSoundChange(checkedItems.length > 0) : onChoose(checkedItems.includes('available'))
      }
    >
      <MenuItemRadio name="availability" value="available" subText={shell.availableHint}>
        {shell.available}
      </MenuItemRadio>
      <MenuItemRadio name="availability" value="away" subText={shell.awayHint}>
        {shell.away}
      </MenuItemRadio>
      <MenuDivider />
      <MenuItemCheckbox name="sound" value="on">
        {translations.soundOn}
      </MenuItemCheckbox>
    </OpenMenu>
  )
}
