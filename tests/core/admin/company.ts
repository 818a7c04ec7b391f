import { adminScope, type AdminScope } from '#core/admin/permissions'
import type { OrganizationUnitTree } from '#core/admin/organizationTree'
import type { User } from '#core/contract/users'
import type { Actor } from '#core/admin/ports'

/** Contoso > Sales > Germany, France; Contoso > Service. The name of a unit is its id here. */
export const tree: OrganizationUnitTree = {
  rootId: 'contoso',
  parentOf: new Map([
    ['contoso', null],
    ['sales', 'contoso'],
    ['germany', 'sales'],
    ['france', 'sales'],
    ['service', 'contoso'],
  ]),
}

const actor = (userId: string, role: Actor['role'], administers: string[] = []): Actor => ({
  tenantId: 'tenant',
  userId,
  displayName: userId,
  role,
  administers,
})

/** The callers used in the test tables. */
export const callers = {
  'the tenant admin': adminScope(actor('adele', 'tenantAdmin'), tree),
  'the OU admin of Sales': adminScope(actor('olga', 'organizationUnitAdmin', ['sales']), tree),
  'the OU admin of Germany': adminScope(actor('gerd', 'organizationUnitAdmin', ['germany']), tree),
  'the OU admin of Germany and Service': adminScope(
    actor('gina', 'organizationUnitAdmin', ['germany', 'service']),
    tree,
  ),
  'an agent': adminScope(actor('alex', 'agent'), tree),
} satisfies Record<string, AdminScope>
export type Caller = keyof typeof callers

export const user = (change: Partial<User> = {}): User => ({
  id: 'uma',
  displayName: 'Uma',
  userPrincipalName: 'uma@contoso.test',
  mail: null,
  department: null,
  jobTitle: null,
  organizationUnitId: 'germany',
  licences: ['contactCenter', 'interact'],
  role: 'agent',
  administers: [],
  interact: { active: false, audioVideo: true, instantMessaging: true, reason: 'inactive' },
  available: true,
  lastReachedAt: null,
  ...change,
})

/** The code of a refusal, or `fine`. */
export const outcome = (decided: { refused?: { code: string } } | null): string => decided?.refused?.code ?? 'fine'
