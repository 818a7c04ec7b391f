import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { User, UserList, UserPatch } from '#core/contract/users'
import { request, type Versioned } from '../../api/httpClient.ts'
import { interactKey, meKey, userKey, usersKey } from '../../api/queryKeys.ts'

export interface UserFilters {
  search?: string
  organizationUnitId?: string
  licence?: string
  active?: string
}

const pageSize = 50

const readPage = async (filters: UserFilters, cursor: string | null, limit: number, signal: AbortSignal) => {
  const query = new URLSearchParams({ ...filters, limit: String(limit), ...(cursor === null ? {} : { cursor }) })
  return (await request<UserList>('GET', `/users?${query}`, { signal })).data
}

/** Users page by page. The previous result stays visible while a new filter is loading. */
export const useUsers = (filters: UserFilters) =>
  useInfiniteQuery({
    queryKey: [...usersKey, filters],
    queryFn: ({ pageParam, signal }) => readPage(filters, pageParam, pageSize, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useActiveUsers = () =>
  useQuery({
    queryKey: [...usersKey, 'active'],
    queryFn: ({ signal }) => readPage({ active: 'true' }, null, 1, signal),
  })

const read = (id: string, signal?: AbortSignal) => request<User>('GET', `/users/${id}`, signal ? { signal } : {})

export const useUser = (id: string) => useQuery({ queryKey: userKey(id), queryFn: ({ signal }) => read(id, signal) })

/** Reads and changes one user, and refreshes all queries that depend on the user. */
export function useUserActions(id: string) {
  const client = useQueryClient()
  const keep = (user: Versioned<User>) => {
    client.setQueryData(userKey(id), user)
    return user
  }
  return {
    read: async () => keep(await read(id)),
    change: async (body: UserPatch, ifMatch: string | null) => {
      const saved = keep(
        await request<User>('PATCH', `/users/${id}`, { body, ...(ifMatch === null ? {} : { ifMatch }) }),
      )
      await Promise.all([
        client.invalidateQueries({ queryKey: usersKey }),
        client.invalidateQueries({ queryKey: interactKey(id) }),
        client.invalidateQueries({ queryKey: meKey }),
      ])
      return saved
    },
  }
}
