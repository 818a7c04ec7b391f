import { QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { makeQueryClient } from './data/client.ts'
import { AdminsFence, StartFence, TenantAdminsFence } from './parts/routing/RoleFences.tsx'
import { NotFound } from './parts/Failure.tsx'
import { Routed } from './parts/routing/Routed.tsx'
import { Shell } from './parts/Shell.tsx'

const ChatsPage = lazy(() => import('./pages/chats/ChatsPage.tsx'))
const OverviewPage = lazy(() => import('./pages/overview/OverviewPage.tsx'))

const UsersPage = lazy(() => import('./pages/users/UsersPage.tsx'))
const UserPage = lazy(() => import('./pages/user/UserPage.tsx'))
const TemplatesPage = lazy(() => import('./pages/domainTemplates/TemplatesPage.tsx'))
const TemplatePage = lazy(() => import('./pages/domainTemplates/TemplatePage.tsx'))
const MessagesPage = lazy(() => import('./pages/directSystemMessages/MessagesPage.tsx'))
const MessageSetPage = lazy(() => import('./pages/directSystemMessages/MessageSetPage.tsx'))
const UnitsPage = lazy(() => import('./pages/organizationUnits/UnitsPage.tsx'))
const TenantPage = lazy(() => import('./pages/tenant/TenantPage.tsx'))

const client = makeQueryClient()

/** Which page stands at which address. A role that may not see a page is told that it does not exist. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <Routed>
        <Routes>
          <Route element={<Shell />}>
            <Route element={<StartFence />}>
              <Route index element={<OverviewPage />} />
            </Route>
            <Route element={<AdminsFence />}>
              <Route path="users" element={<UsersPage />} />
              <Route path="configuration/organization-units" element={<UnitsPage />} />
              <Route path="configuration/domain-templates" element={<TemplatesPage />} />
              <Route path="configuration/domain-templates/:id" element={<TemplatePage />} />
              <Route path="configuration/direct-system-messages" element={<MessagesPage />} />
              <Route path="configuration/direct-system-messages/:id" element={<MessageSetPage />} />
            </Route>
            <Route element={<TenantAdminsFence />}>
              <Route path="tenant" element={<TenantPage />} />
            </Route>
            <Route path="users/:userId/:section?" element={<UserPage />} />
            <Route path="chats/:sessionId?" element={<ChatsPage />} />
            <Route path="chats/:sessionId/take" element={<ChatsPage takes />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Routed>
    </QueryClientProvider>
  )
}
