import { call } from '#ui/api-client.ts'
import { forgetDrafts } from '#ui/form/drafts.ts'
import { noteLeft } from '#ui/left-elsewhere.ts'
import { logoutEndpoint } from '../session.contract.ts'

/**
 * Ends the session and forgets what this browser kept of its holder. Answers where their session at the provider of the unified log-in ends,
 * which would let the next person in; null: there is none.
 */
export async function logOut(): Promise<string | null> {
  const { farewell } = await call(logoutEndpoint, {}, {})
  forgetDrafts()
  sessionStorage.clear()
  noteLeft()
  return farewell
}
