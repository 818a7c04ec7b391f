import {
  Menu,
  MenuButton,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import type { CaptureView } from '#client/call/types'
import { callStore } from './store/sharedCallStore.ts'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useFormat } from '../../i18n/useTranslations.ts'

const kinds = ['microphone', 'camera', 'speaker'] as const
/** Device id that browsers use for the operating system's default device. */
const defaultDeviceId = 'default'
type Kind = (typeof kinds)[number]

const isKind = (name: string): name is Kind => kinds.some((kind) => kind === name)

/** Selects microphone, camera and speaker. */
export function DevicesMenu({ capture: { devices, chosen } }: { capture: CaptureView }) {
  const translations = useCallTranslations()
  const format = useFormat()
  const offered = { microphone: devices.microphones, camera: devices.cameras, speaker: devices.speakers }
  const checked = Object.fromEntries(kinds.map((kind) => [kind, [chosen[kind] ?? defaultDeviceId]]))
  return (
    <Menu
      // The list of devices may be taller than the window.
      positioning={{ autoSize: 'height' }}
      checkedValues={checked}
      onCheckedValueChange={(_, { name, checkedItems: [deviceId] }) => {
        if (isKind(name) && deviceId !== undefined) callStore.choose(name, deviceId)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton icon={<SettingsRegular />} aria-label={translations.devices} title={translations.devices} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {kinds
            .filter((kind) => offered[kind].length > 0)
            .map((kind) => (
              <MenuGroup key={kind}>
                <MenuGroupHeader>{translations[kind]}</MenuGroupHeader>
                {offered[kind].map(({ deviceId, label }, index) => (
                  <MenuItemRadio key={deviceId} name={kind} value={deviceId}>
                    {label || translations.unnamed({ number: format.number(index + 1) })}
                  </MenuItemRadio>
                ))}
              </MenuGroup>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
