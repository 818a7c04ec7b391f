import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { isAdmin, isTenantAdmin, useMe } from '../data/me.ts'
import { NotFound } from './Failure.tsx'

/** A page that a role may not see is not there for it. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  return isAdmin(useMe()) ? children : <NotFound />
}

export function TenantAdminsOnly({ children }: { children: ReactNode }) {
  return isTenantAdmin(useMe()) ? children : <NotFound />
}

/** Admins begin with the overview, agents with their chats. */
export function StartPage({ children }: { children: ReactNode }) {
  return isAdmin(useMe()) ? children : <Navigate to="/chats" replace />
}
