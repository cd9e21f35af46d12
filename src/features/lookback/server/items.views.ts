import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { readsClass } from '#kernel/field-classes.ts'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { LookbackId, LookbackItemId } from '#kernel/rooms/lookback.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { likePattern } from '#features/matters/domain/grams.ts'
import { onlyWithin, withinReach } from '#features/matters/server/scope.queries.ts'
import { versionOf } from '#features/org/server/locks.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { ItemState } from '../domain/lookback.ts'
import type { ITEM_SORTS, ItemFilter, ItemRow } from '../items.contract.ts'

type Sort = (typeof ITEM_SORTS)[number]

/** Whether somebody may see item i of problem p: whoever may see the problem, and whoever it was given to, also when it is long decided. */
export function seenBy(actor: Actor) {
  const reach = reachOf(actor, 'lookback.view')
  if (reach === 'nothing' || reach === 'everything') return withinReach(reach, sql`i.matter_id`)
  return sql<boolean>`(${withinReach(reach, sql`i.matter_id`)} or i.unit_id = any(${[...reach.units]}::uuid[]) or i.person_id = ${reach.person})`
}

/** Item i looks at a closure of ours: the one that stood when it was decided, or stands now. */
export const OURS = sql<boolean>`exists (select from closeout x where x.matter_id = i.matter_id and x.closed_on is not null
  and x.begun_at < coalesce(i.decided_at, 'infinity'))`
export const STATE = sql`coalesce(i.outcome, case when i.result is null then 'waiting' else 'recorded' end)`
/** Undecided after the last day of campaign c. */
export const overdueOn = (today: Day) => sql<boolean>`(i.outcome is null and c.ended_on is null and c.due_on < ${today}::date)`
export const ITEMS = sql`lookback_item i join lookback c on c.id = i.lookback_id join problem p on p.matter_id = i.matter_id join matter m on m.id = i.matter_id`

type ItemsContext = { readonly actor: Actor; readonly today: Day; readonly lookbackId: LookbackId }

/** What a filter leaves of a campaign's items within reach: the one WHERE of list and export. */
function where(filter: ItemFilter, { actor, today, lookbackId }: ItemsContext) {
  const { q, result, state, kind, lead, overdue } = filter
  const like = q && likePattern(q)
  const conditions: (RawBuilder<unknown> | '' | undefined)[] = [
    sql`i.lookback_id = ${lookbackId}`,
    seenBy(actor),
    like && sql`(m.search_text like ${like} or p.sort_no like ${like})`,
    result && (result === 'none' ? sql`i.result is null` : sql`i.result = ${result}`),
    state && sql`${STATE} = ${state}`,
    kind && (kind === 'ours' ? OURS : sql`not ${OURS}`),
    lead &&
      sql`exists (select from responsibility r where r.matter_id = i.matter_id and r.part = 'lead' and r.to_on is null and r.unit_id = ${lead})`,
    assignedTo(filter.assignee, actor),
    overdue && overdueOn(today),
  ]
  return sql.join(
    conditions.filter((condition) => typeof condition === 'object'),
    sql` and `,
  )
}

function assignedTo(assignee: ItemFilter['assignee'], actor: Actor) {
  if (assignee === undefined) return undefined
  if (assignee === 'none') return sql`i.unit_id is null and i.person_id is null`
  if (assignee === 'any') return sql`(i.unit_id is not null or i.person_id is not null)`
  if (assignee === 'mine') {
    const units = [...new Set(actor.duties.flatMap((duty) => duty.units))]
    return sql`(i.unit_id = any(${units}::uuid[]) or i.person_id = ${actor.id})`
  }
  return sql`(i.unit_id = ${assignee} or i.person_id = ${assignee})`
}

const NO = sql`p.sort_no collate chinese`
const ORDERS: Readonly<Record<string, RawBuilder<unknown>>> = {
  no: NO,
  lead: sql`(select coalesce(u.short_name, u.name) from unit u where u.id = p.lead_unit_id) collate chinese`,
  assignee: sql`(select coalesce(u.short_name, u.name) from unit u where u.id = i.unit_id) collate chinese`,
  visited: sql`i.visited_on`,
}

/** What waits for the reader comes first: recorded, then to be looked at, then what is over. */
function orderOf(sort: Sort | undefined) {
  if (sort === undefined) return sql`array_position(array['recorded', 'waiting', 'reopened', 'verified'], ${STATE}), ${NO}, i.id`
  const way = sort.startsWith('-') ? sql`desc nulls last` : sql`asc nulls last`
  return sql`${ORDERS[sort.replace('-', '')] ?? NO} ${way}, ${NO}, i.id`
}

type Stored = Omit<ItemRow, 'closureWords'> & {
  readonly ours: boolean
  readonly declaredRaw: string | null
  readonly declared: string | null
}

const COLUMNS = (today: Day) => sql`
  i.id, ${versionOf('i')} as version, i.matter_id as "matterId", p.sort_no as no, m.title, s.name as source, m.place,
  coalesce((select string_agg(coalesce(u.short_name, u.name, r.holder_text), '、' order by r.sort, r.id) from responsibility r left join unit u on u.id = r.unit_id
    where r.matter_id = i.matter_id and r.part = 'lead' and r.to_on is null), '') as lead,
  ${OURS} as ours, p.declared, p.declared_raw as "declaredRaw",
  case when ${OURS} then (select max(x.closed_on) from closeout x where x.matter_id = i.matter_id and x.begun_at < coalesce(i.decided_at, 'infinity'))
    else p.declared_on end as "closedOn",
  coalesce((select coalesce(u.short_name, u.name) from unit u where u.id = i.unit_id), (select q.name from person q where q.id = i.person_id)) as assignee,
  i.result, i.found, i.visited_on as "visitedOn", i.visitors, (select q.name from person q where q.id = i.recorded_by) as "recordedBy",
  cardinality(i.evidence_ids) as proofs, ${STATE} as state, i.outcome_reason as "outcomeReason",
  (select q.name from person q where q.id = i.decided_by) as "decidedBy", (i.decided_at at time zone 'Asia/Shanghai')::date as "decidedOn", ${overdueOn(today)} as overdue`

/** Rows as every list, page and paper tells them. `rest` says which, in what order. */
export async function itemRows(db: ReadDb, today: Day, rest: RawBuilder<unknown>): Promise<ItemRow[]> {
  const rows = await queryRows<Stored>(db, sql`select ${COLUMNS(today)} from ${ITEMS} left join source s on s.id = p.source_id ${rest}`)
  return rows.map((row) => ({ ...row, closureWords: closureWords(row) }))
}

function closureWords({ ours, declaredRaw }: Stored): string {
  if (ours) return '本系统销号'
  return declaredRaw === null ? '原台账载明' : `原台账载明：${declaredRaw}`
}

type Page = ItemFilter & { readonly sort?: Sort | undefined; readonly page: number; readonly size: number }

/** One page of a campaign with its exact total. */
export async function listItems(db: ReadDb, context: ItemsContext, { sort, page, size, ...filter }: Page) {
  const condition = where(filter, context)
  const [counted] = await queryRows<{ total: number }>(db, sql`select count(*)::int as total from ${ITEMS} where ${condition}`)
  const rest = sql`where ${condition} order by ${orderOf(sort)} limit ${size} offset ${(page - 1) * size}`
  return { asOf: context.today, total: counted?.total ?? 0, rows: await itemRows(db, context.today, rest) }
}

type Listed = { readonly id: LookbackItemId; readonly state: ItemState }

/** Every item that the filter leaves, in the order of a paper. */
export const itemsInOrder = (db: ReadDb, context: ItemsContext, filter: ItemFilter) =>
  queryRows<Listed>(db, sql`select i.id, ${STATE} as state from ${ITEMS} where ${where(filter, context)} order by ${orderOf(undefined)}`)

/** The rows of these items, in this order. */
export async function itemsById(db: ReadDb, today: Day, items: readonly Listed[]): Promise<ItemRow[]> {
  const rows = new Map((await itemRows(db, today, sql`where i.id = any(${items.map(({ id }) => id)}::uuid[])`)).map((row) => [row.id, row]))
  return items.flatMap(({ id }) => rows.get(id) ?? [])
}

export type ItemMore = {
  readonly wording: string | null
  readonly task: string | null
  readonly target: string | null
  readonly declaredRaw: string | null
  readonly declaredOn: string | null
  readonly from: string | null
  readonly statement: string | null
  readonly people: string
  readonly evidenceIds: EvidenceId[]
  readonly visitors: string | null
  readonly measures: { no: number; text: string; doneOn: string | null }[]
  readonly lookback: { id: LookbackId; name: string; dueOn: string; endedOn: string | null }
  readonly opens: boolean
}

/** The problem behind an item as far as whoever checks it needs it; undefined where the reader may not see it. */
export async function itemMore(db: ReadDb, actor: Actor, id: LookbackItemId): Promise<ItemMore | undefined> {
  const [more] = await queryRows<ItemMore>(
    db,
    sql`
    select p.wording, p.task, p.target, p.declared_raw as "declaredRaw", p.declared_on as "declaredOn", i.evidence_ids as "evidenceIds", i.visitors,
      nullif(concat_ws(' ', p.intake_file, p.intake_at), '') as "from",
      (select x.statement from closeout x where x.matter_id = i.matter_id and x.closed_on is not null order by x.cycle desc limit 1) as statement,
      coalesce((select string_agg(coalesce(q.name, r.holder_text) || coalesce(' ' || ${onlyWithin(readsClass(actor, 'sensitive'), sql`coalesce(r.phone, q.phone)`, sql`i.matter_id`)}, ''), '、' order by r.sort, r.id)
        from responsibility r left join person q on q.id = r.person_id where r.matter_id = i.matter_id and r.part = 'person' and r.to_on is null), '') as people,
      coalesce((select jsonb_agg(jsonb_build_object('no', e.no, 'text', e.text, 'doneOn', case when p.level = 'point' then o.done_on else e.done_on end) order by e.no)
        from measure e left join point_measure o on o.measure_id = e.id and o.point_id = p.matter_id
        where e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null), '[]') as measures,
      jsonb_build_object('id', c.id, 'name', c.name, 'dueOn', c.due_on, 'endedOn', c.ended_on) as lookback,
      ${withinReach(reachOf(actor, 'problem.view'), sql`i.matter_id`)} as opens
    from ${ITEMS} where i.id = ${id} and ${seenBy(actor)}`,
  )
  return more
}

/** The latest look at a problem, and how many there were. */
export async function latestOf(db: ReadDb, actor: Actor, today: Day, id: MatterId) {
  const [found] = await queryRows<{ id: LookbackItemId; times: number; lookback: { id: LookbackId; name: string } }>(
    db,
    sql`select i.id, (count(*) over ())::int as times, jsonb_build_object('id', c.id, 'name', c.name) as lookback
      from ${ITEMS} where i.matter_id = ${id} and ${seenBy(actor)} order by c.started_on desc, i.decided_at desc nulls first, i.id limit 1`,
  )
  if (!found) return undefined
  const [row] = await itemRows(db, today, sql`where i.id = ${found.id}`)
  return row && { row, times: found.times, lookback: found.lookback }
}
