import { useQuery } from '@tanstack/react-query'
import type { List } from '#core/contract/lists'
import type { Session } from '#core/contract/sessions'
import { request } from './request.ts'

const lookEvery = 15_000

const waiting = async (status: 'ringing' | 'active', signal: AbortSignal): Promise<number> => {
  const { data } = await request<List<Session>>('GET', `/sessions?scope=mine&status=${status}&limit=100`, { signal })
  return data.items.filter((session) => session.status === 'ringing' || session.unread > 0).length
}

/** How many of the caller's own sessions ring or hold unread lines; 0 until known. */
export const useChatCount = (): number => {
  const { data } = useQuery({
    queryKey: ['chats', 'waiting'],
    queryFn: async ({ signal }) =>
      (await Promise.all([waiting('ringing', signal), waiting('active', signal)])).reduce((a, b) => a + b),
    refetchInterval: lookEvery,
    refetchIntervalInBackground: true,
  })
  return data ?? 0
}
