import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { InteractSettingsView, InteractPatch, previewLink, rotatedKey } from '#core/contract/interactSettings'
import { request, type Versioned } from '../../../api/httpClient.ts'
import { userKey } from '../api.ts'

const interactKey = (userId: string) => ['interact', userId]
const path = (userId: string) => `/users/${userId}/interact`

const read = (userId: string, signal?: AbortSignal) =>
  request<InteractSettingsView>('GET', path(userId), signal ? { signal } : {})

/** A user's Interact page. */
export const useInteract = (userId: string) =>
  useQuery({ queryKey: interactKey(userId), queryFn: ({ signal }) => read(userId, signal) })

/** Reads, changes and tries out one user's Interact page; lists and the General page follow. */
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
        client.invalidateQueries({ queryKey: ['users'] }),
        client.invalidateQueries({ queryKey: userKey(userId) }),
        client.invalidateQueries({ queryKey: ['tenant'] }),
      ])
      return saved
    },
    rotateKey: async (graceHours: number) =>
      (await request<z.infer<typeof rotatedKey>>('POST', `${path(userId)}/rotate-key`, { body: { graceHours } })).data,
    previewLink: async () =>
      (await request<z.infer<typeof previewLink>>('POST', `${path(userId)}/preview-link`, { body: {} })).data,
  }
}
