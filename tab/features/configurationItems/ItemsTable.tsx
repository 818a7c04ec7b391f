import {
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components'
import { useOrganizationUnits } from '../organizationUnits/api.ts'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { useRovingFocus } from '../../ui/useRovingFocus.ts'
import { RouteLink } from '../../ui/layout/RouteLink.tsx'
import { useRowLink } from '../../ui/useRowLink.ts'
import type { Item } from './itemTypes.ts'

const useStyles = makeStyles({
  wrap: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  cell: { overflowWrap: 'anywhere', paddingBlock: '8px' },
  first: { width: '36%' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground2 },
  wide: { '@media (max-width: 640px)': { display: 'none' } },
})

interface ItemsTableProps<T extends Item> {
  label: string
  path: string
  items: readonly T[]
  /** Title and content of the column that is specific to this kind of item. */
  column: string
  cell: (item: T) => string
}

/** Configuration items by name, with their unit and number of users. */
export function ItemsTable<T extends Item>({ label, path, items, column, cell }: ItemsTableProps<T>) {
  const styles = useStyles()
  const row = useRowLink()
  const translations = useTranslations()
  const format = useFormat()
  const units = useOrganizationUnits().data ?? []
  const sorted = [...items].sort((one, other) => format.compare(one.name, other.name))
  return (
    <div className={styles.wrap}>
      <Table aria-label={label}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={styles.first}>{translations.users.name}</TableHeaderCell>
            <TableHeaderCell className={styles.wide}>{translations.users.unit}</TableHeaderCell>
            <TableHeaderCell>{column}</TableHeaderCell>
            <TableHeaderCell>{translations.items.usedBy}</TableHeaderCell>
            <TableHeaderCell className={styles.wide}>{translations.items.changed}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody onKeyDown={useRovingFocus('tr')}>
          {sorted.map((item) => (
            <TableRow key={item.id} className={row.row}>
              <TableCell className={mergeClasses(styles.cell, row.cell)}>
                <RouteLink className={row.link} to={`${path}/${item.id}`}>
                  <bdi>{item.name}</bdi>
                </RouteLink>
                <span className={styles.quiet} dir="auto">
                  {item.description}
                </span>
              </TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.wide)}>
                {units.find(({ id }) => id === item.organizationUnitId)?.name ?? translations.shell.never}
              </TableCell>
              <TableCell className={styles.cell}>{cell(item)}</TableCell>
              <TableCell className={styles.cell}>{translations.users.count({ count: item.usedBy.length })}</TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.wide)}>{format.ago(item.updatedAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
