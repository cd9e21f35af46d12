import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { forgetDrafts } from '#ui/form/drafts.ts'
import { currentUserQuery } from '../current-user.ts'
import { setupQuery } from '../org-queries.ts'

/** An address of this installation only: it comes from the address bar. */
const inside = (next: string | null) => (next !== null && /^\/(?![/\\])/.test(next) ? next : '/')

/** Goes on to the page that was wanted, once there is a session; one that waits for its code goes back to the log-in page, which takes it. */
export function useEnter() {
  const client = useQueryClient()
  const { history } = useRouter()
  return async (next: string | null) => {
    client.clear()
    const { due } = await client.fetchQuery(setupQuery)
    const to = inside(next)
    if (!due) forgetDrafts((await client.fetchQuery(currentUserQuery)).id)
    history.replace(due === 'code' ? `/login?next=${encodeURIComponent(to)}` : to)
  }
}
