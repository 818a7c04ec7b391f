import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { placeholders } from '#core/contract/directSystemMessages'
import { useTranslations } from '../../i18n/useTranslations.ts'

/** All placeholders of a text, by description. */
export function PlaceholderMenu({ onChoose }: { onChoose: (placeholder: string) => void }) {
  const { messages } = useTranslations()
  return (
    <Menu positioning={{ autoSize: true }}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton>{messages.insert}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {placeholders.map((name) => (
            <MenuItem key={name} subText={<bdi>{`{{${name}}}`}</bdi>} onClick={() => onChoose(name)}>
              {messages.placeholders[name]}
            </MenuItem>
          ))}
          <MenuItem subText={<bdi>{'{{context.KEY}}'}</bdi>} onClick={() => onChoose('context.key')}>
            {messages.contextPlaceholder}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
