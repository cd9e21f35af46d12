import { sql } from 'kysely'
import { lockMatters, moveMatter } from '#features/matters/server/matters.queries.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import type { Loaded } from './situation.queries.ts'

/** Locks a matter with its points and the item above it, which may close or open with it; answers the version of each. */
export const lockAround = (tx: WriteTx, id: string): Promise<Map<string, number>> => lockMatters(tx, [id], itemsAbove([id]))

/** The items that close or open with some matters, to be locked along with them. */
export const itemsAbove = (ids: readonly string[]) =>
  sql`select i.matter_id from problem p join problem i on i.matter_id = p.parent_id and i.level = 'item' where p.matter_id = any(${[...ids]}::uuid[])`

type Item = { readonly id: string; readonly version: number; readonly state: ProblemState; readonly open: number }

/** An upstream item closes with the last of its children and opens again with the first (rules.md R-24). The caller holds its lock. */
export async function itemFollows(tx: WriteTx, { s, parentId }: Loaded, now: ProblemState): Promise<EventDraft[]> {
  if (parentId === null || (now === 'closed') === (s.state === 'closed')) return []
  const [item] = await queryRows<Item>(
    asReadDb(tx),
    sql`select m.id, m.version, m.state, (select count(*) from problem c join matter n on n.id = c.matter_id
        where c.parent_id = m.id and n.state <> 'closed')::int as open
      from matter m join problem p on p.matter_id = m.id where m.id = ${parentId} and p.level = 'item'`,
  )
  const to = item?.open === 0 ? 'closed' : 'open'
  if (!item || item.state === to) return []
  await moveMatter(tx, { id: item.id, version: item.version, from: [item.state], to: { state: to, step: null } })
  await refreshComputed(tx, [item.id], { sameDoers: true })
  return [{ act: to === 'closed' ? 'closeout.close-item' : 'closeout.reopen-item', subject: item.id, rows: [['matter', item.id]] }]
}
