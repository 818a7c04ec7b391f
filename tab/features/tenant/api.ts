import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallCheck, CallCheckItem, CallProvider } from '#core/contract/calls'
import type { MadeVerifiedCustomerSecret, Tenant, TenantPatch } from '#core/contract/tenant'
import { request, type Versioned } from '../../api/httpClient.ts'

export type ChecklistStep = Tenant['checklist'][number]['step']

const tenantKey = ['tenant']
const secretPath = '/tenant/verified-customer-secret'

export const useTenant = () =>
  useQuery({ queryKey: tenantKey, queryFn: ({ signal }) => request<Tenant>('GET', '/tenant', { signal }) })

/** Reads and changes the tenant's settings; who is asking sees them too. */
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
        client.invalidateQueries({ queryKey: ['me'] }),
        client.invalidateQueries({ queryKey: ['interact'] }),
        client.invalidateQueries({ queryKey: ['users'] }),
      ])
      return saved
    },
  }
}

/** Tries everything that a provider of calls needs. */
export const checkCalls = async (provider: CallProvider): Promise<CallCheckItem[]> =>
  (await request<CallCheck>('POST', '/tenant/call-provider/check', { body: { provider } })).data.items

/** Makes and removes the secret for verified customers; the Interact pages, which wait for it, follow. */
export function useVerifiedCustomerSecret() {
  const client = useQueryClient()
  const follow = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: tenantKey }),
      client.invalidateQueries({ queryKey: ['interact'] }),
    ])
  return {
    make: async (graceHours: number): Promise<string> => {
      const { data } = await request<MadeVerifiedCustomerSecret>('POST', secretPath, { body: { graceHours } })
      void follow()
      return data.secret
    },
    remove: async () => {
      await request('DELETE', secretPath)
      await follow()
    },
  }
}
