import { QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { makeQueryClient } from './data/client.ts'
import { StartPage } from './parts/Allowed.tsx'
import { NotFound } from './parts/Failure.tsx'
import { PageFailed } from './parts/PageFailed.tsx'
import { Shell } from './parts/Shell.tsx'

const ChatsPage = lazy(() => import('./pages/chats/ChatsPage.tsx'))
const OverviewPage = lazy(() => import('./pages/overview/OverviewPage.tsx'))

const pages = [
  {
    index: true,
    element: (
      <StartPage>
        <OverviewPage />
      </StartPage>
    ),
  },
  { path: 'chats/:sessionId?', element: <ChatsPage /> },
  { path: '*', element: <NotFound /> },
]

const client = makeQueryClient()
const router = createBrowserRouter(
  [{ element: <Shell />, errorElement: <PageFailed />, children: [{ errorElement: <PageFailed />, children: pages }] }],
  { basename: '/tab' },
)

export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
