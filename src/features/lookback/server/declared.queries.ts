import { sql } from 'kysely'
import type { z } from 'zod'
import { type Day, addDays } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import type { declaredFiguresEndpoint } from '../lookback.contract.ts'
import { DECLARED_STANDS, IN_HAND } from './scope.queries.ts'

type DeclaredFigures = {
  /** Problems that an older ledger says are done or closed, and nothing of ours does: verified + inHand + unlooked. */
  readonly declared: number
  readonly verified: number
  readonly inHand: number
  readonly unlooked: number
  /** Undecided items of campaigns that end within some days or should have ended. */
  readonly dueSoon: number
}

/** The ledger's own words for what is counted as declared. */
const DECLARED = { progress: 'declared', closure: 'open,declared' }

/** How far the closures of older ledgers have been looked at again; for the office's desk, which sees everything. */
export async function declaredFigures(db: ReadDb, today: Day): Promise<z.input<typeof declaredFiguresEndpoint.reply>> {
  const { 'desk.soon-days': soonDays } = await loadSettings(db)
  const verified = sql`exists (select from lookback_item i where i.matter_id = p.matter_id and i.outcome = 'verified')`
  const [row] = await queryRows<DeclaredFigures>(
    db,
    sql`
    select count(*)::int as declared, count(*) filter (where d.in_hand)::int as "inHand", count(*) filter (where d.verified and not d.in_hand)::int as verified,
      count(*) filter (where not d.verified and not d.in_hand)::int as unlooked,
      (select count(*)::int from lookback_item i join lookback c on c.id = i.lookback_id
        where i.outcome is null and c.ended_on is null and c.due_on <= ${addDays(today, soonDays)}::date) as "dueSoon"
    from (select ${IN_HAND} as in_hand, ${verified} as verified from problem p where p.level <> 'item' and ${DECLARED_STANDS}) d`,
  )
  const { declared, ...rest } = row ?? { declared: 0, verified: 0, inHand: 0, unlooked: 0, dueSoon: 0 }
  return { ...rest, declared: { count: declared, query: DECLARED } }
}
