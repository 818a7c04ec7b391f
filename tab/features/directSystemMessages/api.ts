import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  DirectSystemMessages,
  DirectSystemMessagesPatch,
  NewDirectSystemMessages,
  messagesPreviewResult,
  Texts,
} from '#core/contract/directSystemMessages'
import { fetchAllPages } from '../../api/fetchAllPages.ts'
import { request, type Versioned } from '../../api/httpClient.ts'

const listKey = ['directSystemMessages']
const oneKey = (id: string) => ['directSystemMessagesSet', id]
const path = (id: string) => `/direct-system-messages/${id}`

export type MessagesPreview = z.infer<typeof messagesPreviewResult>

export const useDirectSystemMessagesList = () =>
  useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => fetchAllPages<DirectSystemMessages>('/direct-system-messages', signal),
  })

const read = (id: string, signal?: AbortSignal) =>
  request<DirectSystemMessages>('GET', path(id), signal ? { signal } : {})

export const useDirectSystemMessages = (id: string) =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => read(id, signal) })

/** Reads, creates, changes and deletes a set, and keeps the query cache up to date. */
export function useDirectSystemMessagesActions() {
  const client = useQueryClient()
  const keep = async (saved: Versioned<DirectSystemMessages>) => {
    client.setQueryData(oneKey(saved.data.id), saved)
    await client.invalidateQueries({ queryKey: listKey })
    return saved
  }
  return {
    read: async (id: string) => keep(await read(id)),
    create: async (body: NewDirectSystemMessages) =>
      keep(await request<DirectSystemMessages>('POST', '/direct-system-messages', { body })),
    change: async (id: string, body: DirectSystemMessagesPatch, ifMatch: string | null) =>
      keep(await request<DirectSystemMessages>('PATCH', path(id), { body, ...(ifMatch === null ? {} : { ifMatch }) })),
    remove: async (id: string, ifMatch: string | null, evenIfInUse: boolean) => {
      await request('DELETE', `${path(id)}${evenIfInUse ? '?inUse=allow' : ''}`, ifMatch === null ? {} : { ifMatch })
      client.removeQueries({ queryKey: oneKey(id) })
      await client.invalidateQueries({ queryKey: listKey })
    },
  }
}

/** Preview of unsaved texts, with example values for the placeholders. */
export const useMessagesPreview = (id: string, texts: Texts, displayName: string | null) =>
  useQuery({
    queryKey: ['messagesPreview', id, texts, displayName],
    queryFn: async ({ signal }) =>
      (await request<MessagesPreview>('POST', `${path(id)}/preview`, { body: { texts, displayName }, signal })).data,
    placeholderData: (before) => before,
  })
