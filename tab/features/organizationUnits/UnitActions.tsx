import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { ArrowMoveRegular } from '@fluentui/react-icons/svg/arrow-move'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'
import { RenameRegular } from '@fluentui/react-icons/svg/rename'
import type { OrganizationUnit } from '#core/contract/users'
import { useWords } from '../../i18n/useWords.ts'
import type { UnitAsk } from './UnitDialogs.tsx'

interface UnitActionsProps {
  unit: OrganizationUnit
  isRoot: boolean
  onAsk: (ask: UnitAsk) => void
}

/** What can be done with one unit. The root stays where it is. */
export function UnitActions({ unit, isRoot, onAsk }: UnitActionsProps) {
  const { units } = useWords()
  const ask = (kind: UnitAsk['kind']) => () => onAsk({ kind, unit })
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreHorizontalRegular />}
          aria-label={units.actions(unit.name)}
          onClick={(event) => event.stopPropagation()}
        />
      </MenuTrigger>
      <MenuPopover onClick={(event) => event.stopPropagation()}>
        <MenuList>
          <MenuItem icon={<AddRegular />} onClick={ask('add')}>
            {units.add}
          </MenuItem>
          <MenuItem icon={<RenameRegular />} onClick={ask('rename')}>
            {units.rename}
          </MenuItem>
          {!isRoot && (
            <MenuItem icon={<ArrowMoveRegular />} onClick={ask('move')}>
              {units.move}
            </MenuItem>
          )}
          {!isRoot && (
            <MenuItem icon={<DeleteRegular />} onClick={ask('delete')}>
              {units.delete}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
