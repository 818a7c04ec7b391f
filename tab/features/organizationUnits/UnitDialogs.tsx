import { Field, Input, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { OrganizationUnit } from '#core/contract/users'
import { useOrganizationUnitActions } from './api.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { withDescendants } from './unitTree.ts'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'

/** An action chosen for a unit. */
export interface UnitAction {
  kind: 'add' | 'rename' | 'move' | 'delete'
  unit: OrganizationUnit
}

const nameLimit = 100

interface UnitDialogsProps {
  action: UnitAction
  units: readonly OrganizationUnit[]
  onClose: () => void
}

/** Asks for the input of an action and performs it. A refusal is shown in the dialog. */
export function UnitDialogs({ action: { kind, unit }, units, onClose }: UnitDialogsProps) {
  const { units: translations, users } = useTranslations()
  const toasts = useToasts()
  const actions = useOrganizationUnitActions()
  const [name, setName] = useState(kind === 'rename' ? unit.name : '')
  const [parentId, setParentId] = useState(unit.parentId)
  const holdsUnits = units.some((each) => each.parentId === unit.id)
  const isBlocked = kind === 'delete' && (unit.users > 0 || holdsUnits)
  const change = {
    add: () => actions.create({ name, parentId: unit.id }),
    rename: () => actions.change(unit.id, { name }),
    move: () => actions.change(unit.id, parentId === null ? {} : { parentId }),
    delete: () => actions.remove(unit.id),
  }
  const parent = { add: unit.id, rename: unit.parentId, move: parentId, delete: null }
  const ready = {
    add: name.trim() !== '',
    rename: name.trim() !== '' && name !== unit.name,
    move: parentId !== null && parentId !== unit.parentId,
    delete: true,
  }
  return (
    <ConfirmDialog
      title={
        isBlocked ? translations.cannotDelete({ name: unit.name }) : translations.titles[kind]({ name: unit.name })
      }
      yes={isBlocked ? null : translations.yes[kind]}
      ready={ready[kind]}
      unit={units.find(({ id }) => id === parent[kind])?.name}
      onYes={async () => {
        await change[kind]()
        toasts.done(translations.done[kind])
      }}
      onClose={onClose}
    >
      {(kind === 'add' || kind === 'rename') && (
        <Field label={users.name} required>
          <Input autoFocus value={name} maxLength={nameLimit} onChange={(_, { value }) => setName(value)} />
        </Field>
      )}
      {kind === 'move' && (
        <Field label={translations.newParent} hint={translations.moveHint}>
          <UnitPicker value={parentId} onChange={setParentId} writableOnly except={withDescendants(units, unit.id)} />
        </Field>
      )}
      {kind === 'delete' && !isBlocked && <Text>{translations.deleteText}</Text>}
      {isBlocked && unit.users > 0 && <Text>{translations.holdsUsers({ count: unit.users })}</Text>}
      {isBlocked && holdsUnits && <Text>{translations.holdsUnits}</Text>}
    </ConfirmDialog>
  )
}
