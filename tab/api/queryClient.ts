import { QueryClient } from '@tanstack/react-query'
import { retryDelay } from '#client/retry'
import { Unreachable } from './httpClient.ts'

const readAgain = 2

/** What the server told us, shared by all pages. Only a lost connection is tried again by itself; a refusal is an answer. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        retry: (failures, fault) => fault instanceof Unreachable && failures < readAgain,
        retryDelay: (failures) => retryDelay(failures),
      },
      mutations: { networkMode: 'always' },
    },
  })
