import type { WaitingGroup } from '#kernel/waiting.ts'

export const totalOf = (groups: readonly WaitingGroup[]): number => groups.reduce((sum, { rows }) => sum + rows.length, 0)

/** A path with its query, as the router's link takes it. */
export function linkTo(path: string): { readonly to: string; readonly search: Record<string, string> } {
  const [to = '/', query = ''] = path.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(query)) }
}
