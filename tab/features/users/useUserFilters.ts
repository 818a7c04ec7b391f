import { useSearchParams } from 'react-router'
import type { UserFilters } from './api.ts'

const names = ['search', 'organizationUnitId', 'licence', 'active'] as const

/** Keeps the filters in the URL, so that back navigation and shared links preserve them. */
export function useUserFilters() {
  const [params, setParams] = useSearchParams()
  const filters: UserFilters = {}
  for (const name of names) {
    const value = params.get(name)
    if (value !== null && value !== '') filters[name] = value
  }
  const set = (name: keyof UserFilters, value: string | null) =>
    setParams(
      (before) => {
        if (value === null || value === '') before.delete(name)
        else before.set(name, value)
        return before
      },
      { replace: true },
    )
  return { filters, set, clear: () => setParams({}, { replace: true }) }
}
