import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '#core/contract/users'
import { request } from './httpClient.ts'

const meQuery = {
  queryKey: ['me'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Me> =>
    (await request<Me>('GET', '/me', { signal })).data,
  staleTime: 60_000,
}

export const useMeQuery = () => useQuery(meQuery)

/** Who is signed in. Only below the part of the tab that waits for it. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

export const isTenantAdmin = (me: Me): boolean => me.roles.includes('tenantAdmin')
export const isAdmin = (me: Me): boolean => isTenantAdmin(me) || me.roles.includes('organizationUnitAdmin')
