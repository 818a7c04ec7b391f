import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  DomainTemplate,
  DomainTemplatePatch,
  NewDomainTemplate,
  OriginTestResult,
  patternsCheckResult,
  RefusedOrigin,
} from '#core/contract/domainTemplates'
import type { List } from '#core/contract/lists'
import { fetchAllPages } from '../../api/fetchAllPages.ts'
import { request, type Versioned } from '../../api/httpClient.ts'
import { everyInteractKey } from '../../api/queryKeys.ts'

const listKey = ['domainTemplates']
const oneKey = (id: string) => ['domainTemplate', id]

export const useDomainTemplates = () =>
  useQuery({ queryKey: listKey, queryFn: ({ signal }) => fetchAllPages<DomainTemplate>('/domain-templates', signal) })

const read = (id: string, signal?: AbortSignal) =>
  request<DomainTemplate>('GET', `/domain-templates/${id}`, signal ? { signal } : {})

export const useDomainTemplate = (id: string) =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => read(id, signal) })

/** Reads, creates, changes and deletes a template, and keeps the query cache up to date. */
export function useDomainTemplateActions() {
  const client = useQueryClient()
  const keep = async (saved: Versioned<DomainTemplate>) => {
    client.setQueryData(oneKey(saved.data.id), saved)
    await client.invalidateQueries({ queryKey: listKey })
    return saved
  }
  return {
    read: async (id: string) => keep(await read(id)),
    create: async (body: NewDomainTemplate) =>
      keep(await request<DomainTemplate>('POST', '/domain-templates', { body })),
    change: async (id: string, body: DomainTemplatePatch, ifMatch: string | null) =>
      keep(
        await request<DomainTemplate>('PATCH', `/domain-templates/${id}`, {
          body,
          ...(ifMatch === null ? {} : { ifMatch }),
        }),
      ),
    remove: async (id: string, ifMatch: string | null, evenIfInUse: boolean) => {
      await request(
        'DELETE',
        `/domain-templates/${id}${evenIfInUse ? '?inUse=allow' : ''}`,
        ifMatch === null ? {} : { ifMatch },
      )
      await client.invalidateQueries({ queryKey: everyInteractKey })
      client.removeQueries({ queryKey: oneKey(id) })
      await client.invalidateQueries({ queryKey: listKey })
    },
  }
}

// The limits of the contract. Entries beyond them cannot be saved and match nothing.
const entriesTested = 100
const longestTested = 300

const testable = (patterns: readonly string[]) =>
  patterns.filter((pattern) => pattern.length <= longestTested).slice(0, entriesTested)

/** The server's warnings for patterns that are not saved. Without patterns it sends no request. */
export const usePatternWarnings = (patterns: readonly string[]) =>
  useQuery({
    queryKey: ['patternWarnings', patterns],
    queryFn: async ({ signal }) => {
      const body = { patterns: testable(patterns) }
      const checked = await request<z.infer<typeof patternsCheckResult>>('POST', '/domain-templates/check', {
        ...{ body, signal },
      })
      return checked.data.warnings
    },
    enabled: patterns.length > 0,
    placeholderData: (before) => before,
  })

/** Tests on the server whether these patterns, saved or not, allow an origin. An empty origin sends no request. */
export const useOriginTestRequest = (id: string, origin: string, patterns: readonly string[]) =>
  useQuery({
    queryKey: ['originTest', id, origin, patterns],
    queryFn: async ({ signal }) => {
      const body = { origin: origin.slice(0, 500), patterns: testable(patterns) }
      return (await request<OriginTestResult>('POST', `/domain-templates/${id}/test`, { body, signal })).data
    },
    enabled: origin !== '',
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  })

export const useRefusedOrigins = (id: string) =>
  useQuery({
    queryKey: ['refusedOrigins', id],
    queryFn: async ({ signal }) =>
      (await request<List<RefusedOrigin>>('GET', `/domain-templates/${id}/refused-origins`, { signal })).data.items,
  })
