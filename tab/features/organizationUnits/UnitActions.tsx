import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { ArrowMoveRegular } from '@fluentui/react-icons/svg/arrow-move'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'
import { RenameRegular } from '@fluentui/react-icons/svg/rename'
import type { OrganizationUnit } from '#core/contract/users'
import { useTranslations } from '../../i18n/useTranslations.ts'
import type { UnitAction } from './UnitDialogs.tsx'

interface UnitActionsProps {
  unit: OrganizationUnit
  isRoot: boolean
  onChoose: (action: UnitAction) => void
}

/** Menu of actions on a unit. The root cannot be moved or deleted. */
export function UnitActions({ unit, isRoot, onChoose }: UnitActionsProps) {
  const { units } = useTranslations()
  const choose = (kind: UnitAction['kind']) => () => onChoose({ kind, unit })
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreHorizontalRegular />}
          aria-label={units.actions({ name: unit.name })}
          onClick={(event) => event.stopPropagation()}
        />
      </MenuTrigger>
      <MenuPopover onClick={(event) => event.stopPropagation()}>
        <MenuList>
          <MenuItem icon={<AddRegular />} onClick={choose('add')}>
            {units.add}
          </MenuItem>
          <MenuItem icon={<RenameRegular />} onClick={choose('rename')}>
            {units.rename}
          </MenuItem>
          {!isRoot && (
            <MenuItem icon={<ArrowMoveRegular />} onClick={choose('move')}>
              {units.move}
            </MenuItem>
          )}
          {!isRoot && (
            <MenuItem icon={<DeleteRegular />} onClick={choose('delete')}>
              {units.delete}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
