import '#ui/no-eval.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { CallError } from '#ui/api-client.ts'
import { House } from '#ui/Shell.tsx'
import { RoomsProvider } from '#ui/rooms.tsx'
import { router } from './pages.tsx'
import { ROOM_PAGES } from './room-pages.tsx'

/** A refusal stays a refusal when asked again; an answer that never came is worth a second try. */
const retry = (tries: number, error: Error) => tries < 1 && !(error instanceof CallError && error.status >= 400 && error.status < 500)

// `always`: an office network without the internet counts as offline to some browsers, and our server is on it.
const client = new QueryClient({
  defaultOptions: { queries: { retry, staleTime: 5_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})
const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <House>
          <RoomsProvider rooms={ROOM_PAGES}>
            <RouterProvider router={router} />
          </RoomsProvider>
        </House>
      </QueryClientProvider>
    </StrictMode>,
  )
}
