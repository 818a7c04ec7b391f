import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallCheck, CallCheckItem, CallProvider } from '#core/contract/calls'
import type { List } from '#core/contract/lists'
import type { Session } from '#core/contract/sessions'
import type { MadeVerifiedCustomerSecret, Tenant, TenantPatch } from '#core/contract/tenant'
import type { UserList } from '#core/contract/users'
import { request, type Versioned } from '../../api/httpClient.ts'
import { everyInteractKey, meKey, tenantKey, usersKey } from '../../api/queryKeys.ts'

const secretPath = '/tenant/verified-customer-secret'

export const useTenant = () =>
  useQuery({ queryKey: tenantKey, queryFn: ({ signal }) => request<Tenant>('GET', '/tenant', { signal }) })

/**
 * How many active users and open sessions there are, which turning Interact off affects; null if there are too many to
 * count. Read only while `asked`.
 */
export const useTurnOffEffects = (asked: boolean) =>
  useQuery({
    queryKey: [...tenantKey, 'turnOffEffects'],
    enabled: asked,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const read = async <T>(path: string) => (await request<T>('GET', path, { signal })).data
      const sessionsOf = (status: Session['status']) => read<List<Session>>(`/sessions?status=${status}&limit=100`)
      const [users, ...sessions] = await Promise.all([
        read<UserList>('/users?active=true&limit=1'),
        ...(['ringing', 'active'] as const).map(sessionsOf),
      ])
      const isCounted = !users.total.atLeast && sessions.every(({ nextCursor }) => nextCursor === null)
      return isCounted ? { users: users.total.count, sessions: sessions.flatMap(({ items }) => items).length } : null
    },
  })

/** Reads and changes the tenant's settings, and refreshes all queries that depend on them. */
export function useTenantActions() {
  const client = useQueryClient()
  const keep = (tenant: Versioned<Tenant>) => {
    client.setQueryData(tenantKey, tenant)
    return tenant
  }
  return {
    read: async () => keep(await request<Tenant>('GET', '/tenant')),
    change: async (body: TenantPatch, ifMatch: string | null) => {
      const saved = keep(await request<Tenant>('PATCH', '/tenant', { body, ...(ifMatch === null ? {} : { ifMatch }) }))
      await Promise.all([
        client.invalidateQueries({ queryKey: meKey }),
        client.invalidateQueries({ queryKey: everyInteractKey }),
        client.invalidateQueries({ queryKey: usersKey }),
      ])
      return saved
    },
  }
}

/** Checks everything that a call provider needs. */
export const checkCalls = async (provider: CallProvider): Promise<CallCheckItem[]> =>
  (await request<CallCheck>('POST', '/tenant/call-provider/check', { body: { provider } })).data.items

/** Creates and removes the signing secret, and refreshes the Interact pages, which depend on it. */
export function useVerifiedCustomerSecret() {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: tenantKey }),
      client.invalidateQueries({ queryKey: everyInteractKey }),
    ])
  return {
    make: async (graceHours: number): Promise<string> => {
      const { data } = await request<MadeVerifiedCustomerSecret>('POST', secretPath, { body: { graceHours } })
      void refresh()
      return data.secret
    },
    remove: async () => {
      await request('DELETE', secretPath)
      await refresh()
    },
  }
}
