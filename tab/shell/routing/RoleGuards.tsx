import { Navigate, Outlet } from 'react-router'
import { isAdmin, isTenantAdmin, useMe } from '../../api/me.ts'
import { NotFound } from '../../ui/feedback/ErrorMessage.tsx'

/** A page that a role may not see is not there for it. */
export function AdminGuard() {
  return isAdmin(useMe()) ? <Outlet /> : <NotFound />
}

export function TenantAdminGuard() {
  return isTenantAdmin(useMe()) ? <Outlet /> : <NotFound />
}

/** Admins begin with the overview, agents with their chats. */
export function StartGuard() {
  return isAdmin(useMe()) ? <Outlet /> : <Navigate to="/chats" replace />
}
