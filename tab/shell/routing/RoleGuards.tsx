import { Navigate, Outlet } from 'react-router'
import { isAdmin, isTenantAdmin, useMe } from '../../api/me.ts'
import { NotFound } from '../../ui/feedback/ErrorMessage.tsx'

/** A page that the role may not see is rendered as not found. */
export function AdminGuard() {
  return isAdmin(useMe()) ? <Outlet /> : <NotFound />
}

export function TenantAdminGuard() {
  return isTenantAdmin(useMe()) ? <Outlet /> : <NotFound />
}

/** Admins start with the overview, agents with their chats. */
export function StartGuard() {
  return isAdmin(useMe()) ? <Outlet /> : <Navigate to="/chats" replace />
}
