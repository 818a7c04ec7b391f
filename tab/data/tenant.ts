import { useQuery } from '@tanstack/react-query'
import type { Tenant } from '#core/contract/tenant'
import { request } from './request.ts'

export type ChecklistStep = Tenant['checklist'][number]['step']

export const tenantKey = ['tenant']

export const useTenant = () =>
  useQuery({ queryKey: tenantKey, queryFn: ({ signal }) => request<Tenant>('GET', '/tenant', { signal }) })
