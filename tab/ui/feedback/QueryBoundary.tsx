import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorMessage } from './ErrorMessage.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'

interface QueryBoundaryProps<T> {
  query: UseQueryResult<T>
  skeleton: ReactNode
  children: (data: T) => ReactNode
  whole?: boolean
}

/** Renders the data of a query: a skeleton while it loads, an error message with a retry when it failed. */
export function QueryBoundary<T>({ query, skeleton, children, whole = false }: QueryBoundaryProps<T>) {
  if (query.data !== undefined) return <ErrorBoundary>{children(query.data)}</ErrorBoundary>
  if (query.isError) return <ErrorMessage fault={query.error} onRetry={() => void query.refetch()} whole={whole} />
  return skeleton
}
