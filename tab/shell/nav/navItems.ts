import type { Me } from '#core/contract/users'
import { isAdmin, isTenantAdmin } from '../../api/me.ts'
import type { Translations } from '../../i18n/compiled/types.ts'

export interface NavTarget {
  to: string
  label: string
}
export type NavItem = NavTarget | { label: string; children: readonly NavTarget[] }

/** The navigation entries that the user's roles allow. */
export function navItems(me: Me, { shell }: Translations): readonly NavItem[] {
  if (!isAdmin(me)) {
    return me.licences.includes('contactCenter')
      ? [{ to: `/users/${me.user.id}/interact`, label: shell.mySnippet }]
      : []
  }
  const configuration = [
    { to: '/configuration/organization-units', label: shell.organizationUnits },
    { to: '/configuration/domain-templates', label: shell.domainTemplates },
    { to: '/configuration/direct-system-messages', label: shell.instantMessaging },
  ]
  return [
    { to: '/', label: shell.overview },
    { to: '/users', label: shell.users },
    { label: shell.configuration, children: configuration },
    ...(isTenantAdmin(me) ? [{ to: '/tenant', label: shell.tenant }] : []),
  ]
}
