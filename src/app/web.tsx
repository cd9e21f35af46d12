import '#ui/no-eval.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Shell } from '#ui/Shell.tsx'
import { router } from './pages.tsx'

const client = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5_000 } } })
const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Shell>
          <RouterProvider router={router} />
        </Shell>
      </QueryClientProvider>
    </StrictMode>,
  )
}
