import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '#core/contract/users'
import { request } from './httpClient.ts'
import { meKey } from './queryKeys.ts'

const meQuery = {
  queryKey: meKey,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Me> =>
    (await request<Me>('GET', '/me', { signal })).data,
  staleTime: 60_000,
}

export const useMeQuery = () => useQuery(meQuery)

/** The signed-in user. Suspends until loaded, so use it only below `AppShell`, which loads it first. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Name and department of the person to ask for a licence: "Adele Vance (IT)"; null if nobody is known. */
export const licenceAdminOf = ({ licenceAdmin }: Me): string | null => {
  if (!licenceAdmin) return null
  const { displayName, department } = licenceAdmin
  return department === null ? displayName : `${displayName} (${department})`
}

export const isTenantAdmin = (me: Me): boolean => me.roles.includes('tenantAdmin')
export const isAdmin = (me: Me): boolean => isTenantAdmin(me) || me.roles.includes('organizationUnitAdmin')
