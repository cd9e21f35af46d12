import { type RawBuilder, sql } from 'kysely'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { ClosureKind, Scope } from '../domain/scope.ts'

/** Problem p stands as ended by what an older ledger says, and by nothing else. */
export const DECLARED_STANDS = sql<boolean>`(p.declared in ('done', 'closed') and p.closure in ('declared', 'open'))`
const KIND = sql<ClosureKind>`case when p.closure = 'closed' then 'ours' else p.declared end`

/** In hand: an item of problem p that nobody has decided, in a campaign that goes on. */
const IN_HAND = sql<boolean>`exists (select from lookback_item i join lookback c on c.id = i.lookback_id
  where i.matter_id = p.matter_id and c.ended_on is null and i.outcome is null)`
/** Problem p as it is closed now has been verified: a closure of ours since it was closed. */
const verifiedSince = (closedOn: RawBuilder<unknown>) => sql<boolean>`exists (select from lookback_item i where i.matter_id = p.matter_id
  and i.outcome = 'verified' and (p.closure <> 'closed' or (i.decided_at at time zone 'Asia/Shanghai')::date >= ${closedOn}))`

/** Problem p with the close-out that closed it, if one of ours did. */
const CLOSED_BY = sql`left join lateral (
  select c.closed_on from closeout c where c.matter_id = p.matter_id and c.closed_on is not null and c.revoked_on is null order by c.cycle desc limit 1) x on p.closure = 'closed'`
const CLOSED_ON = sql`case when p.closure = 'closed' then x.closed_on else p.declared_on end`

/** An empty list asks for nothing. */
const any = (list: readonly string[], condition: RawBuilder<unknown>) => (list.length === 0 ? [] : [condition])

/** Every closure that fits a scope, with where it stands. `own`: a campaign whose own items are left out. */
function fitting(scope: Scope, own: string | null) {
  const where = [
    sql`p.level <> 'item'`,
    sql`(p.closure = 'closed' or ${DECLARED_STANDS})`,
    sql`${KIND} = any(${[...scope.closures]}::text[])`,
    ...any(scope.sources, sql`p.source_id = any(${[...scope.sources]}::uuid[])`),
    ...any(scope.classes, sql`s.class = any(${[...scope.classes]}::text[])`),
    ...any(scope.inspections, sql`s.inspection_id = any(${[...scope.inspections]}::uuid[])`),
    ...any(scope.rounds, sql`left(p.round, 60) = any(${[...scope.rounds]}::text[])`),
    ...any(scope.units, ledBy(scope.units)),
    ...(scope.before === null ? [] : [sql`coalesce(${CLOSED_ON} < ${scope.before}::date, true)`]),
    ...(own === null ? [] : [sql`not exists (select from lookback_item i where i.matter_id = p.matter_id and i.lookback_id = ${own})`]),
  ]
  return sql`select p.matter_id, p.sort_no, p.lead_unit_id, ${KIND} as kind, ${CLOSED_ON} as closed_on, ${IN_HAND} as in_hand,
      ${scope.again ? sql`false` : verifiedSince(CLOSED_ON)} as verified
    from problem p left join source s on s.id = p.source_id ${CLOSED_BY} where ${sql.join(where, sql` and `)}`
}

const ledBy = (units: readonly string[]) => sql`p.matter_id in (
  with recursive below as (select unnest(${[...units]}::uuid[]) as id union select b.id from unit b join below on b.parent_id = below.id)
  select r.matter_id from responsibility r join below on below.id = r.unit_id where r.part = 'lead' and r.to_on is null)`

/** What a campaign takes in: what fits, is in no other campaign's hands and not verified yet. */
export const takenIn = (scope: Scope, own: string | null) =>
  sql`select f.matter_id from (${fitting(scope, own)}) f where not f.in_hand and not f.verified`

type Counted = Readonly<Record<'found' | 'inHand' | 'verified' | 'items' | 'undated' | ClosureKind, number>>

/** How many fit, and what becomes of them; each is counted once. */
export async function countScope(db: ReadDb, scope: Scope, own: string | null = null): Promise<Counted> {
  const taken = sql`not in_hand and not verified`
  const [row] = await queryRows<Counted>(
    db,
    sql`select count(*)::int as found, count(*) filter (where in_hand)::int as "inHand", count(*) filter (where verified and not in_hand)::int as verified,
      count(*) filter (where ${taken})::int as items, count(*) filter (where ${taken} and closed_on is null)::int as undated,
      count(*) filter (where ${taken} and kind = 'done')::int as done, count(*) filter (where ${taken} and kind = 'closed')::int as closed,
      count(*) filter (where ${taken} and kind = 'ours')::int as ours
      from (${fitting(scope, own)}) f`,
  )
  return row ?? { found: 0, inHand: 0, verified: 0, items: 0, undated: 0, done: 0, closed: 0, ours: 0 }
}

const FIRST = 12
type First = {
  readonly id: string
  readonly no: string | null
  readonly title: string
  readonly lead: string | null
  readonly closedOn: string | null
}

/** The counts with the first rows they stand for. */
export async function previewScope(db: ReadDb, scope: Scope) {
  const { done, closed, ours, ...counts } = await countScope(db, scope)
  const rows = await queryRows<First>(
    db,
    sql`select m.id, f.sort_no as no, m.title, coalesce(u.short_name, u.name) as lead, f.closed_on as "closedOn"
      from (${fitting(scope, null)}) f join matter m on m.id = f.matter_id left join unit u on u.id = f.lead_unit_id
      where not f.in_hand and not f.verified order by f.sort_no collate chinese, m.id limit ${FIRST}`,
  )
  return { ...counts, kinds: { done, closed, ours }, rows }
}
