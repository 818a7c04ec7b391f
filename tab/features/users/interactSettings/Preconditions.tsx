import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components'
import type { InteractSettingsView, Precondition } from '#core/contract/interactSettings'
import { isTenantAdmin, useMe } from '../../../api/me.ts'
import { RouteLink } from '../../../ui/layout/RouteLink.tsx'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { whatIsMissing, whereToMeet } from './fixLinks.ts'

const useStyles = makeStyles({ bar: { flexShrink: 0 }, list: { margin: '4px 0', paddingInlineStart: '20px' } })

/** Unmet preconditions of reachability, each with a link to fix it or with who can. */
export function Preconditions({ page }: { page: InteractSettingsView }) {
  const styles = useStyles()
  const { interact } = useTranslations()
  const missing = page.preconditions.filter(({ met }) => !met)
  if (missing.length === 0) return null
  const blocks = missing.some(({ required }) => required)
  return (
    <MessageBar intent={blocks ? 'warning' : 'info'} layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{blocks ? interact.missingTitle : interact.adviceTitle}</MessageBarTitle>
        <ul className={styles.list}>
          {missing.map((precondition) => (
            <li key={precondition.code}>
              {whatIsMissing(interact, precondition.code, page.bot)}{' '}
              {precondition.code !== 'botInstalled' && <FixHint precondition={precondition} userId={page.userId} />}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  )
}

function FixHint({ precondition, userId }: { precondition: Precondition; userId: string }) {
  const { interact } = useTranslations()
  const me = useMe()
  const place = whereToMeet(precondition.code, userId)
  const may = precondition.mendedBy === 'admin' || (precondition.mendedBy === 'tenantAdmin' && isTenantAdmin(me))
  if (may && place !== null)
    return (
      <RouteLink to={place} appearance="subtle">
        {interact.fix}
      </RouteLink>
    )
  return precondition.mendedBy === 'tenantAdmin' ? <>{interact.mendedBy.tenantAdmin}</> : null
}
