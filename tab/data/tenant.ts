import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Tenant, TenantPatch } from '#core/contract/tenant'
import { request, type Versioned } from './request.ts'

export type ChecklistStep = Tenant['checklist'][number]['step']

const tenantKey = ['tenant']

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
