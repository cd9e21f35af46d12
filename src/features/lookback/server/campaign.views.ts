import { type RawBuilder, sql } from 'kysely'
import { type Actor, holdsAny, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { type LookbackId, LOOKBACK_RESULTS } from '#kernel/rooms/lookback.ts'
import { SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import { versionOf } from '#features/org/server/locks.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type Scope, scopeWords } from '../domain/scope.ts'
import { ITEM_STATES } from '../domain/words.ts'
import type { Campaign, Figures } from '../lookback.contract.ts'
import { ITEMS, OURS, STATE, overdueOn, seenBy } from './items.views.ts'
import { countScope } from './scope.queries.ts'

type Head = Omit<Campaign, 'figures'> & { readonly version: number; readonly note: string | null; readonly scope: Scope }
type Counted = Readonly<Record<string, number>> & { readonly id: LookbackId }

const count = (name: string, condition: RawBuilder<unknown>) => sql`count(*) filter (where ${condition})::int as ${sql.ref(name)}`

/** Counts of each campaign within somebody's reach: one pass over its items, the same conditions as the list. */
function figuresQuery(actor: Actor, today: Day, id: LookbackId | undefined) {
  const columns = [
    count('assigned', sql`i.unit_id is not null or i.person_id is not null`),
    ...['none', ...LOOKBACK_RESULTS].map((result) => count(`result ${result}`, sql`coalesce(i.result, 'none') = ${result}`)),
    ...ITEM_STATES.map((state) => count(`state ${state}`, sql`i.state = ${state}`)),
    count('ours', sql`i.ours`),
    count('declaredVerified', sql`not i.ours and i.state = 'verified'`),
    count('overdue', sql`i.overdue`),
  ]
  return sql<Counted>`
    select i.lookback_id as id, count(*)::int as total, ${sql.join(columns)} from (
      select i.lookback_id, i.unit_id, i.person_id, i.result, ${STATE} as state, ${OURS} as ours, ${overdueOn(today)} as overdue
      from ${ITEMS} where ${seenBy(actor)} ${id === undefined ? sql`` : sql`and i.lookback_id = ${id}`}
    ) i group by i.lookback_id`
}

const NOTHING = {} as Counted

function figuresOf(row: Counted = NOTHING): Figures {
  const of = (name: string) => row[name] ?? 0
  const byName = <K extends string>(kind: string, names: readonly K[]) =>
    Object.fromEntries(names.map((name) => [name, of(`${kind} ${name}`)])) as Record<K, number>
  const total = of('total')
  return {
    total,
    assigned: of('assigned'),
    unassigned: total - of('assigned'),
    results: byName('result', ['none', ...LOOKBACK_RESULTS]),
    states: byName('state', ITEM_STATES),
    kinds: { declared: total - of('ours'), ours: of('ours') },
    declaredVerified: of('declaredVerified'),
    overdue: of('overdue'),
  }
}

const headsQuery = (id: LookbackId | undefined) => sql<Head>`
  select c.id, c.name, c.started_on as "startedOn", c.due_on as "dueOn", c.ended_on as "endedOn", q.name as by, c.note, c.scope, ${versionOf('c')} as version
  from lookback c join person q on q.id = c.person_id ${id === undefined ? sql`` : sql`where c.id = ${id}`}
  order by c.ended_on is not null, c.due_on, c.name, c.id`

/** Every campaign with something for the reader to see, those under way first. */
export async function campaigns(db: ReadDb, actor: Actor, today: Day): Promise<Campaign[]> {
  const heads = await queryRows(db, headsQuery(undefined))
  const figures = new Map((await queryRows(db, figuresQuery(actor, today, undefined))).map((row) => [row.id, row]))
  const everything = reachOf(actor, 'lookback.view') === 'everything'
  return heads.filter(({ id }) => everything || figures.has(id)).map((head) => ({ ...head, figures: figuresOf(figures.get(head.id)) }))
}

/** One campaign with its figures and what its filters offer; unknown and unseen are refused alike. */
export async function campaign(db: ReadDb, actor: Actor, today: Day, id: LookbackId) {
  const [head] = await queryRows(db, headsQuery(id))
  const [row] = await queryRows(db, figuresQuery(actor, today, id))
  if (!head || (!row && reachOf(actor, 'lookback.view') !== 'everything')) throw new RefusalError({ code: 'lookback.not-found' })
  const manages = holdsAny(actor, 'lookback.manage') && head.endedOn === null
  return {
    ...head,
    asOf: today,
    scopeWords: scopeWords(head.scope, await namesIn(db, head.scope), SOURCE_CLASS_WORDS),
    figures: figuresOf(row),
    ...(await choices(db, actor, id)),
    fresh: manages ? (await countScope(db, head.scope, id)).items : null,
  }
}

async function namesIn(db: ReadDb, { sources, inspections, units }: Scope): Promise<Record<string, string>> {
  const rows = await queryRows<{ id: string; name: string }>(
    db,
    sql`select id, name from source where id = any(${[...sources]}::uuid[]) union all select id, name from inspection where id = any(${[...inspections]}::uuid[])
      union all select id, coalesce(short_name, name) from unit where id = any(${[...units]}::uuid[])`,
  )
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Lead units and assignees that occur in what the reader sees. */
async function choices(db: ReadDb, actor: Actor, id: LookbackId) {
  const rows = await queryRows<{ part: 'leads' | 'assignees'; id: string; name: string }>(
    db,
    sql`
    with seen as materialized (select i.matter_id, i.unit_id, i.person_id from ${ITEMS} where i.lookback_id = ${id} and ${seenBy(actor)})
    select 'leads' as part, u.id, coalesce(u.short_name, u.name) as name from unit u where u.id in (
      select r.unit_id from seen join responsibility r on r.matter_id = seen.matter_id where r.part = 'lead' and r.to_on is null)
    union all select 'assignees', u.id, coalesce(u.short_name, u.name) from unit u where u.id in (select unit_id from seen)
    union all select 'assignees', q.id, q.name from person q where q.id in (select person_id from seen)`,
  )
  const of = (part: string) =>
    rows
      .filter((row) => row.part === part)
      .map((row) => ({ id: row.id, name: row.name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
  return { leads: of('leads'), assignees: of('assignees') }
}
