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
import type { User } from '#core/contract/users'
import { useOrganizationUnits } from '../organizationUnits/api.ts'
import { useRovingFocus } from '../../ui/useRovingFocus.ts'
import { RouteLink } from '../../ui/layout/RouteLink.tsx'
import { useRowLink } from '../../ui/useRowLink.ts'
import { unitRows } from '../organizationUnits/unitTree.ts'
import { UserAvatar } from '../../ui/UserAvatar.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { ReachBadge } from './ReachBadge.tsx'

const useStyles = makeStyles({
  wrap: {
    overflowX: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: { minWidth: '100%' },
  fading: { opacity: 0.6 },
  who: { display: 'inline-flex', verticalAlign: 'middle' },
  quiet: { color: tokens.colorNeutralForeground2 },
  cell: { overflowWrap: 'anywhere', paddingBlock: '4px' },
  wide: { '@media (max-width: 960px)': { display: 'none' } },
  middle: { '@media (max-width: 640px)': { display: 'none' } },
})

/** One row per user. Narrow windows hide the less important columns. */
export function UsersTable({ users, fading }: { users: readonly User[]; fading: boolean }) {
  const styles = useStyles()
  const row = useRowLink()
  const translations = useTranslations()
  const format = useFormat()
  const paths = new Map(
    unitRows(useOrganizationUnits().data ?? [], format.compare).map(({ unit, path }) => [unit.id, path]),
  )
  const licence = (user: User) =>
    user.licences.map((each) => translations.users.licencesShort[each]).join(' · ') || translations.shell.never
  return (
    <div className={mergeClasses(styles.wrap, fading && styles.fading)} aria-busy={fading}>
      <Table className={styles.table} aria-label={translations.users.title}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{translations.users.name}</TableHeaderCell>
            <TableHeaderCell className={styles.middle}>{translations.users.unit}</TableHeaderCell>
            <TableHeaderCell className={styles.wide}>{translations.users.principalName}</TableHeaderCell>
            <TableHeaderCell className={styles.wide}>{translations.users.licencesColumn}</TableHeaderCell>
            <TableHeaderCell>{translations.users.state}</TableHeaderCell>
            <TableHeaderCell className={styles.middle}>{translations.users.lastReached}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody onKeyDown={useRovingFocus('tr')}>
          {users.map((user) => (
            <TableRow key={user.id} className={row.row}>
              <TableCell className={mergeClasses(styles.cell, row.cell)}>
                <RouteLink
                  className={mergeClasses(styles.who, row.link)}
                  to={`/users/${user.id}${user.licences.includes('contactCenter') ? '/interact' : ''}`}
                >
                  <UserAvatar name={user.displayName} />
                </RouteLink>
              </TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.middle)}>
                {(paths.get(user.organizationUnitId) ?? []).slice(-2).join(' / ')}
              </TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.wide, styles.quiet)}>
                {user.userPrincipalName}
              </TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.wide)}>{licence(user)}</TableCell>
              <TableCell className={styles.cell}>
                <ReachBadge user={user} />
              </TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.middle, styles.quiet)}>
                {user.lastReachedAt === null ? translations.shell.never : format.ago(user.lastReachedAt)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
