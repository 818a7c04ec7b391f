import { QueryClient } from '@tanstack/react-query'
import { retryDelay } from '#client/retry'
import { Unreachable } from './httpClient.ts'

const maxRetries = 2

/** The query cache that all pages share. Only `Unreachable` is retried automatically: a refusal is a final answer. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        retry: (failures, fault) => fault instanceof Unreachable && failures < maxRetries,
        retryDelay: (failures) => retryDelay(failures),
      },
      mutations: { networkMode: 'always' },
    },
  })
