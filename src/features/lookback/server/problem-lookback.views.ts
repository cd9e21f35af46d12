import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { latestOf } from './items.views.ts'
import { DECLARED_STANDS } from './scope.queries.ts'

/** What the page of a problem says of its look-backs. */
export async function problemLookback(db: ReadDb, actor: Actor, today: Day, id: MatterId) {
  const latest = await latestOf(db, actor, today, id)
  const [problem] = await queryRows<{ unverified: boolean }>(
    db,
    sql`select coalesce(${DECLARED_STANDS}, false) and not exists (select from lookback_item i where i.matter_id = p.matter_id and i.outcome = 'verified') as unverified
      from problem p where p.matter_id = ${id} and ${withinReach(reachOf(actor, 'lookback.view'), sql`p.matter_id`)}`,
  )
  if (!problem && !latest) throw new RefusalError({ code: 'matter.not-found' })
  return {
    latest: latest ? { lookback: latest.lookback, row: latest.row } : null,
    times: latest?.times ?? 0,
    unverified: problem?.unverified ?? false,
  }
}
