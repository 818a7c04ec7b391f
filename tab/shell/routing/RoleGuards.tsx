import { Navigate, Outlet } from 'react-router'
import { isAdmin, isTenantAdmin, useMe } from '../../api/me.ts'
import { NotFound } from '../../ui/feedback/ErrorMessage.tsx'

/** A page that a role may not see is not there for it. */
export function AdminsFence() {
  return isAdmin(useMe()) ? <Outlet /> : <NotFound />
}

export function TenantAdminsFence() {
  return isTenantAdmin(useMe()) ? <Outlet /> : <NotFound />
}

/** Admins begin with the overview, agents with their chats. */
export function StartFence() {
  return isAdmin(useMe()) ? <Outlet /> : <Navigate to="/chats" replace />
}
