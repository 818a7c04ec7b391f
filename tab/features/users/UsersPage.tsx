import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { PeopleSearchRegular } from '@fluentui/react-icons/svg/people-search'
import { useUsers } from './api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Notice } from '../../ui/feedback/Notice.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { SearchField } from '../../ui/form/SearchField.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { useUserFilters } from './useUserFilters.ts'
import { UserFilterBar } from './UserFilterBar.tsx'
import { RowsSkeleton } from '../../ui/feedback/RowsSkeleton.tsx'
import { UsersTable } from './UsersTable.tsx'

const useStyles = makeStyles({
  search: { width: '320px', '@media (max-width: 640px)': { width: 'calc(100vw - 24px)' } },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  count: { color: tokens.colorNeutralForeground2, marginInlineStart: 'auto' },
})

export default function UsersPage() {
  const styles = useStyles()
  const { users, shell } = useTranslations()
  const format = useFormat()
  const { filters, set, clear } = useUserFilters()
  const query = useUsers(filters)
  const filtered = Object.keys(filters).length > 0
  return (
    <Page
      title={users.title}
      actions={
        <SearchField
          label={users.search}
          value={filters.search ?? ''}
          onSearch={(text) => set('search', text)}
          className={styles.search}
        />
      }
    >
      <UserFilterBar filters={filters} onChange={set} onClear={clear} />
      <QueryBoundary query={query} skeleton={<RowsSkeleton />}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items)
          const total = pages[0]?.total
          if (rows.length === 0) {
            return (
              <Notice
                icon={<PeopleSearchRegular />}
                title={filtered ? users.noneFound : users.noneYet}
                text={filtered ? users.noneFoundText : users.noneYetText}
              >
                {filtered && <Button onClick={clear}>{users.clearFilters}</Button>}
              </Notice>
            )
          }
          return (
            <>
              <UsersTable users={rows} fading={query.isPlaceholderData} />
              <div className={styles.foot}>
                {query.hasNextPage && (
                  <Button onClick={() => void query.fetchNextPage()} disabledFocusable={query.isFetchingNextPage}>
                    {query.isFetchingNextPage ? shell.loading : shell.loadMore}
                  </Button>
                )}
                {total && (
                  <Text className={styles.count} role="status">
                    {total.atLeast
                      ? users.countAtLeast({ count: format.number(total.count) })
                      : users.count({ count: total.count })}
                  </Text>
                )}
              </div>
            </>
          )
        }}
      </QueryBoundary>
    </Page>
  )
}
