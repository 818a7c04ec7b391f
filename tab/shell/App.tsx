import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, useState } from 'react'
import { Route, Routes } from 'react-router'
import { createQueryClient } from '../api/queryClient.ts'
import { AdminGuard, StartGuard, TenantAdminGuard } from './routing/RoleGuards.tsx'
import { NotFound } from '../ui/feedback/ErrorMessage.tsx'
import { Routed } from '../ui/routing/Routed.tsx'
import { AppShell } from './AppShell.tsx'

const ChatsPage = lazy(() => import('../features/chats/ChatsPage.tsx'))
const OverviewPage = lazy(() => import('../features/overview/OverviewPage.tsx'))

const UsersPage = lazy(() => import('../features/users/UsersPage.tsx'))
const UserPage = lazy(() => import('../features/users/UserPage.tsx'))
const TemplatesPage = lazy(() => import('../features/domainTemplates/TemplatesPage.tsx'))
const TemplatePage = lazy(() => import('../features/domainTemplates/TemplateEditor.tsx'))
const MessagesPage = lazy(() => import('../features/directSystemMessages/MessagesPage.tsx'))
const MessageSetPage = lazy(() => import('../features/directSystemMessages/MessageSetPage.tsx'))
const UnitsPage = lazy(() => import('../features/organizationUnits/UnitsPage.tsx'))
const TenantPage = lazy(() => import('../features/tenant/TenantPage.tsx'))

/** The routes of the tab. A page that a role may not see is answered as not found. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <Routed>
        <Routes>
          <Route element={<AppShell />}>
            <Route element={<StartGuard />}>
              <Route index element={<OverviewPage />} />
            </Route>
            <Route element={<AdminGuard />}>
              <Route path="users" element={<UsersPage />} />
              <Route path="configuration/organization-units" element={<UnitsPage />} />
              <Route path="configuration/domain-templates" element={<TemplatesPage />} />
              <Route path="configuration/domain-templates/:id" element={<TemplatePage />} />
              <Route path="configuration/direct-system-messages" element={<MessagesPage />} />
              <Route path="configuration/direct-system-messages/:id" element={<MessageSetPage />} />
            </Route>
            <Route element={<TenantAdminGuard />}>
              <Route path="tenant" element={<TenantPage />} />
            </Route>
            <Route path="users/:userId/:section?" element={<UserPage />} />
            <Route path="chats/:sessionId?" element={<ChatsPage />} />
            <Route path="chats/:sessionId/accept" element={<ChatsPage acceptsCall />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Routed>
    </QueryClientProvider>
  )
}
