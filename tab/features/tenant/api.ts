import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallCheck, CallCheckItem, CallProvider } from '#core/contract/calls'
import type { MadeVerifiedCustomerSecret, Tenant, TenantPatch } from '#core/contract/tenant'
import { request, type Versioned } from '../../api/httpClient.ts'
import { everyInteractKey, meKey, tenantKey, usersKey } from '../../api/queryKeys.ts'

const secretPath = '/tenant/verified-customer-secret'

export const useTenant = () =>
  useQuery({ queryKey: tenantKey, queryFn: ({ signal }) => request<Tenant>('GET', '/tenant', { signal }) })

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
