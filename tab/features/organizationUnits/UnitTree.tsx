import { FlatTree, FlatTreeItem, Text, TreeItemLayout, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { OrganizationUnit } from '#core/contract/users'
import { Panel } from '../../ui/layout/Panel.tsx'
import { childrenOf, unitRows, withAncestors } from './unitTree.ts'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { UnitActions } from './UnitActions.tsx'
import { UnitDialogs, type UnitAction } from './UnitDialogs.tsx'

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground2 },
  aside: { display: 'flex', alignItems: 'center', columnGap: '8px' },
})

/** The tree of units, each with its number of users and its actions. */
export function UnitTree({ units }: { units: readonly OrganizationUnit[] }) {
  const styles = useStyles()
  const { units: translations, users } = useTranslations()
  const format = useFormat()
  const [closed, setClosed] = useState<readonly string[]>([])
  const [action, setAction] = useState<UnitAction | null>(null)
  const rows = unitRows(units, format.compare)
  const hidden = (unit: OrganizationUnit) =>
    withAncestors(units, unit.id)
      .slice(1)
      .some((id) => closed.includes(id))
  const toggle = (id: string, open: boolean) =>
    setClosed((before) => (open ? before.filter((each) => each !== id) : [...before, id]))
  return (
    <Panel title={translations.tree}>
      <Text className={styles.hint}>{translations.hint}</Text>
      <FlatTree
        aria-label={translations.tree}
        openItems={rows.map(({ unit }) => unit.id).filter((id) => !closed.includes(id))}
      >
        {rows
          .filter(({ unit }) => !hidden(unit))
          .map(({ unit, depth }) => {
            const siblings = childrenOf(units, depth === 0 ? null : unit.parentId, format.compare)
            const branch = childrenOf(units, unit.id, format.compare).length > 0
            return (
              <FlatTreeItem
                key={unit.id}
                value={unit.id}
                {...(depth > 0 && unit.parentId !== null ? { parentValue: unit.parentId } : {})}
                aria-level={depth + 1}
                aria-setsize={siblings.length}
                aria-posinset={siblings.indexOf(unit) + 1}
                itemType={branch ? 'branch' : 'leaf'}
                onOpenChange={(_, { open }) => toggle(unit.id, open)}
              >
                <TreeItemLayout
                  aside={
                    <span className={styles.aside}>
                      {users.count({ count: unit.users })}
                      {unit.writable && (
                        <UnitActions unit={unit} isRoot={unit.parentId === null} onChoose={setAction} />
                      )}
                    </span>
                  }
                >
                  <bdi>{unit.name}</bdi>
                </TreeItemLayout>
              </FlatTreeItem>
            )
          })}
      </FlatTree>
      {action && <UnitDialogs action={action} units={units} onClose={() => setAction(null)} />}
    </Panel>
  )
}
