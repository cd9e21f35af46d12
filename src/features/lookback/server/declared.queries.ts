import { sql } from 'kysely'
import type { z } from 'zod'
import { type Day, addDays } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import type { declaredFiguresEndpoint } from '../lookback.contract.ts'
import { TOTAL, ledgerTally } from '#features/problems/server/ledger-filter.queries.ts'
import { EVERYTHING_KEY } from '#features/problems/server/lines/reach-key.queries.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { DECLARED_STANDS } from './scope.queries.ts'

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
  const ledger = ledgerTally(LedgerFilter.parse(DECLARED), { reach: 'everything', today, soonDays, key: EVERYTHING_KEY })
  // what was looked at is far less than what is declared, so it is counted from there
  const [row] = await queryRows<DeclaredFigures>(
    db,
    sql`
    select d.declared, l."inHand", l.verified, d.declared - l."inHand" - l.verified as unlooked, s."dueSoon"
    from (select ${TOTAL} as declared from ${ledger.table} where ${ledger.where}) d,
      (select count(*) filter (where in_hand)::int as "inHand", count(*) filter (where verified and not in_hand)::int as verified from (
        select bool_or(i.outcome is null and c.ended_on is null) as in_hand, bool_or(i.outcome is not distinct from 'verified') as verified
        from lookback_item i join lookback c on c.id = i.lookback_id join problem p on p.matter_id = i.matter_id
        where p.level <> 'item' and ${DECLARED_STANDS} group by i.matter_id) looked) l,
      (select count(*)::int as "dueSoon" from lookback_item i join lookback c on c.id = i.lookback_id
        where i.outcome is null and c.ended_on is null and c.due_on <= ${addDays(today, soonDays)}::date) s`,
  )
  const { declared, ...rest } = row ?? { declared: 0, verified: 0, inHand: 0, unlooked: 0, dueSoon: 0 }
  return { ...rest, declared: { count: declared, query: DECLARED } }
}
