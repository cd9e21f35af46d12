import { sql } from 'kysely'
import { type Day, addDays } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { DECLARED_STANDS, IN_HAND } from './scope.queries.ts'

export type DeclaredFigures = {
  /** Problems that an older ledger says are done or closed, and nothing of ours does: verified + inHand + unlooked. */
  readonly declared: number
  readonly verified: number
  readonly inHand: number
  readonly unlooked: number
  /** Undecided items of campaigns that end within some days or should have ended. */
  readonly dueSoon: number
}

/** How far the closures of older ledgers have been looked at again; for the office's desk, which sees everything. */
export async function declaredFigures(db: ReadDb, today: Day, soonDays: number): Promise<DeclaredFigures> {
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
  return row ?? { declared: 0, verified: 0, inHand: 0, unlooked: 0, dueSoon: 0 }
}
