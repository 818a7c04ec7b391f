import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from './ErrorMessage.tsx'
import { Part } from './ErrorBoundary.tsx'

interface LoadedProps<T> {
  query: UseQueryResult<T>
  skeleton: ReactNode
  children: (data: T) => ReactNode
  whole?: boolean
}

/** Shows what a query brought: a skeleton before, a message with a way on when it failed. */
export function Loaded<T>({ query, skeleton, children, whole = false }: LoadedProps<T>) {
  if (query.data !== undefined) return <Part>{children(query.data)}</Part>
  if (query.isError) return <Failure fault={query.error} onRetry={() => void query.refetch()} whole={whole} />
  return skeleton
}
