import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { InteractSettingsView, InteractPatch, previewLink, rotatedKey } from '#core/contract/interactSettings'
import { request, type Versioned } from '../../../api/httpClient.ts'
import { interactKey, tenantKey, userKey, usersKey } from '../../../api/queryKeys.ts'

const path = (userId: string) => `/users/${userId}/interact`

const read = (userId: string, signal?: AbortSignal) =>
  request<InteractSettingsView>('GET', path(userId), signal ? { signal } : {})

export const useInteract = (userId: string) =>
  useQuery({ queryKey: interactKey(userId), queryFn: ({ signal }) => read(userId, signal) })

/** Reads, changes and previews one user's Interact page, and refreshes all queries that depend on it. */
export function useInteractActions(userId: string) {
  const client = useQueryClient()
  const keep = (page: Versioned<InteractSettingsView>) => {
    client.setQueryData(interactKey(userId), page)
    return page
  }
  return {
    read: async () => keep(await read(userId)),
    change: async (body: InteractPatch, ifMatch: string | null) => {
      const saved = keep(
        await request<InteractSettingsView>('PATCH', path(userId), { body, ...(ifMatch === null ? {} : { ifMatch }) }),
      )
      await Promise.all([
        client.invalidateQueries({ queryKey: usersKey }),
        client.invalidateQueries({ queryKey: userKey(userId) }),
        client.invalidateQueries({ queryKey: tenantKey }),
      ])
      return saved
    },
    rotateKey: async (graceHours: number) =>
      (await request<z.infer<typeof rotatedKey>>('POST', `${path(userId)}/rotate-key`, { body: { graceHours } })).data,
    previewLink: async () =>
      (await request<z.infer<typeof previewLink>>('POST', `${path(userId)}/preview-link`, { body: {} })).data,
  }
}
