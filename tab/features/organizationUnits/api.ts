import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { NewOrganizationUnit, OrganizationUnit, OrganizationUnitPatch } from '#core/contract/users'
import { fetchAllPages } from '../../api/fetchAllPages.ts'
import { request } from '../../api/httpClient.ts'

const listKey = ['organizationUnits']

/** All units that the caller may read, as a flat list. */
export const useOrganizationUnits = () =>
  useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => fetchAllPages<OrganizationUnit>('/organization-units', signal),
  })

/** Creates, renames, moves and deletes units. */
export function useOrganizationUnitActions() {
  const client = useQueryClient()
  const path = (id: string) => `/organization-units/${id}`
  const refresh = () => client.invalidateQueries({ queryKey: listKey })
  return {
    create: async (body: NewOrganizationUnit) => {
      await request('POST', '/organization-units', { body })
      await refresh()
    },
    // The current ETag is enough: each change sets one field, so no concurrent change can be lost.
    change: async (id: string, body: OrganizationUnitPatch) => {
      const { etag } = await request<OrganizationUnit>('GET', path(id))
      await request('PATCH', path(id), { body, ...(etag === null ? {} : { ifMatch: etag }) })
      await refresh()
    },
    remove: async (id: string) => {
      const { etag } = await request<OrganizationUnit>('GET', path(id))
      await request('DELETE', path(id), etag === null ? {} : { ifMatch: etag })
      await refresh()
    },
  }
}
