import { QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { makeQueryClient } from './data/client.ts'
import { AdminsOnly, StartPage } from './parts/Allowed.tsx'
import { NotFound } from './parts/Failure.tsx'
import { Routed } from './parts/routing/Routed.tsx'
import { Shell } from './parts/Shell.tsx'

const ChatsPage = lazy(() => import('./pages/chats/ChatsPage.tsx'))
const OverviewPage = lazy(() => import('./pages/overview/OverviewPage.tsx'))

const UsersPage = lazy(() => import('./pages/users/UsersPage.tsx'))
const UserPage = lazy(() => import('./pages/user/UserPage.tsx'))

const client = makeQueryClient()

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Routed>
        <Routes>
          <Route element={<Shell />}>
            <Route
              index
              element={
                <StartPage>
                  <OverviewPage />
                </StartPage>
              }
            />
            <Route
              path="users"
              element={
                <AdminsOnly>
                  <UsersPage />
                </AdminsOnly>
              }
            />
            <Route path="users/:userId/:section?" element={<UserPage />} />
            <Route path="chats/:sessionId?" element={<ChatsPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Routed>
    </QueryClientProvider>
  )
}
