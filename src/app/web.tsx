import '#ui/no-eval.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { TypedWarning } from '#features/complainants/web/TypedWarning.tsx'
import { House } from '#ui/Shell.tsx'
import { TypedCheckProvider } from '#ui/form/typed-check.tsx'
import { PageQueryClient } from '#ui/query-client.ts'
import { RoomsProvider } from '#ui/rooms.tsx'
import { router } from './pages.tsx'
import { ROOM_PAGES } from './room-pages.tsx'

const client = new PageQueryClient()
const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <House>
          <RoomsProvider rooms={ROOM_PAGES}>
            <TypedCheckProvider value={TypedWarning}>
              <RouterProvider router={router} />
            </TypedCheckProvider>
          </RoomsProvider>
        </House>
      </QueryClientProvider>
    </StrictMode>,
  )
}
