import type { WaitingGroup } from '#kernel/waiting.ts'

const MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
/** 2026-11-23 10:00 */
export const momentWords = (iso: string): string => MOMENT.format(new Date(iso))

export const totalOf = (groups: readonly WaitingGroup[]): number => groups.reduce((sum, { rows }) => sum + rows.length, 0)

/** A path with its query, as the router's link takes it. */
export function linkTo(path: string): { readonly to: string; readonly search: Record<string, string> } {
  const [to = '/', query = ''] = path.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(query)) }
}
