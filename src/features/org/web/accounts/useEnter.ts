import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { currentUserQuery } from '../current-user.ts'
import { setupQuery } from '../org-queries.ts'

/** An address of this installation only: it comes from the address bar. */
const inside = (next: string | null) => (next !== null && /^\/(?![/\\])/.test(next) ? next : '/')

/** Goes on to the page that was wanted, once there is a session. */
export function useEnter() {
  const client = useQueryClient()
  const { history } = useRouter()
  return async (next: string | null) => {
    client.clear()
    const { due } = await client.fetchQuery(setupQuery)
    if (!due) await client.prefetchQuery(currentUserQuery)
    history.replace(inside(next))
  }
}
