import { Text, makeStyles } from '@fluentui/react-components'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { RouteLink } from '../../ui/layout/RouteLink.tsx'
import { UserAvatar } from '../../ui/UserAvatar.tsx'
import type { Item } from './itemTypes.ts'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', rowGap: '8px', listStyleType: 'none', margin: 0, padding: 0 },
})

export function UsedBy({ item }: { item: Item }) {
  const styles = useStyles()
  const { items } = useTranslations()
  return (
    <Panel title={items.usedBy}>
      {item.usedBy.length === 0 ? (
        <Text>{items.usedByNobody}</Text>
      ) : (
        <ul className={styles.list}>
          {item.usedBy.map(({ id, displayName }) => (
            <li key={id}>
              <RouteLink to={`/users/${id}/interact`}>
                <UserAvatar name={displayName} size="extra-small" />
              </RouteLink>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
