import { Badge, makeStyles, typographyStyles } from '@fluentui/react-components'
import { isTenantAdmin, useMe } from '../../api/me.ts'
import { useActiveUsers } from '../users/api.ts'
import { useDirectSystemMessagesList } from '../directSystemMessages/api.ts'
import { useDomainTemplates } from '../domainTemplates/api.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { RouteLink } from '../../ui/layout/RouteLink.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: '8px 24px',
    margin: 0,
    alignItems: 'center',
    '@media (max-width: 640px)': { gridTemplateColumns: '1fr', rowGap: '4px' },
  },
  name: { ...typographyStyles.body1Strong },
  fact: { margin: 0 },
})

/** Summary of the tenant: Interact, reachable users, templates, message sets. */
export function ActiveFeatures({ interactEnabled }: { interactEnabled: boolean }) {
  const styles = useStyles()
  const { overview, shell } = useTranslations()
  const format = useFormat()
  const me = useMe()
  const active = useActiveUsers().data?.total
  const templates = useDomainTemplates().data
  const messages = useDirectSystemMessagesList().data
  const activeText =
    active &&
    (active.atLeast
      ? overview.orMore({ count: format.number(active.count) })
      : overview.reachableCount({ count: active.count }))
  const off = isTenantAdmin(me) ? overview.interactOff : overview.interactOffAsk
  return (
    <Panel title={overview.now}>
      <dl className={styles.facts}>
        <dt className={styles.name}>{overview.interact}</dt>
        <dd className={styles.fact}>
          <Badge appearance="tint" color={interactEnabled ? 'success' : 'warning'}>
            {interactEnabled ? shell.yes : shell.no}
          </Badge>{' '}
          {interactEnabled ? overview.interactOn : off}
        </dd>
        <dt className={styles.name}>{overview.reachable}</dt>
        <dd className={styles.fact}>{activeText && <RouteLink to="/users?active=true">{activeText}</RouteLink>}</dd>
        <dt className={styles.name}>{overview.templates}</dt>
        <dd className={styles.fact}>
          {templates && (
            <RouteLink to="/configuration/domain-templates">
              {overview.templatesCount({ count: templates.length })}
            </RouteLink>
          )}
        </dd>
        <dt className={styles.name}>{overview.messages}</dt>
        <dd className={styles.fact}>
          {messages && (
            <RouteLink to="/configuration/direct-system-messages">
              {overview.messagesCount({ count: messages.length })}
            </RouteLink>
          )}
        </dd>
      </dl>
    </Panel>
  )
}
