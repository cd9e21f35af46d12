import { sql } from 'kysely'
import { NAMED_TABLES } from '#kernel/rooms.ts'
import { type Actor, can, covers } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { readsClass } from '#kernel/field-classes.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { foldText, likePattern } from '#features/matters/domain/grams.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { holdsWords } from '#features/matters/server/search.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { idsIn, wholeRow } from '../domain/changes.ts'
import { type Recorded, stateOf } from '../domain/as-of.ts'
import type { HistoryFilter } from '../history.contract.ts'
import { type Paging, entriesOf } from './entries.views.ts'
import { namesOf } from './names.views.ts'

/** Refuses a matter out of reach exactly as one that does not exist; says what of it is read. */
async function seenMatter(db: ReadDb, actor: Actor, id: MatterId): Promise<{ readonly isSensitiveRead: boolean }> {
  const [held] = await queryRows<{ units: UnitId[]; persons: PersonId[] }>(
    db,
    sql`select ${participantsColumns()} from matter m where m.id = ${id}`,
  )
  if (!held || !can(actor, 'history.view-matter', held)) throw new RefusalError({ code: 'matter.not-found' })
  return { isSensitiveRead: covers(readsClass(actor, 'sensitive'), held) }
}

/** Who did what with one matter, newest first. */
export async function matterTimeline(db: ReadDb, actor: Actor, id: MatterId, paging: Paging) {
  const read = await seenMatter(db, actor, id)
  return entriesOf(db, sql<boolean>`e.subject = ${id}`, { ...paging, ...read })
}

/** Who did what in the whole district, newest first. */
export async function districtHistory(db: ReadDb, actor: Actor, { person, act, from, to, q }: HistoryFilter, paging: Paging) {
  const conditions = [
    sql<boolean>`e.act not like 'security.%'`,
    person && sql<boolean>`e.actor_id = ${person}`,
    act && sql<boolean>`e.act = ${act}`,
    from && sql<boolean>`e.at >= ${startOf(from)}`,
    to && sql<boolean>`e.at < ${startOf(to)} + interval '1 day'`,
    q && aboutText(q),
  ].filter((condition) => typeof condition === 'object')
  return entriesOf(db, sql.join<boolean>(conditions, sql` and `), {
    ...paging,
    isSensitiveRead: readsClass(actor, 'sensitive') === 'everything',
  })
}

/** Midnight of a day here. */
export const startOf = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`

function aboutText(q: string) {
  const like = likePattern(q)
  const folded = (column: string) => sql`lower(regexp_replace(normalize(${sql.ref(column)}, NFKC), '\\s', '', 'g')) like ${like}`
  const named = NAMED_TABLES.filter(({ table }) => table !== 'matter').map(
    ({ table, columns }) => sql`select id from ${sql.table(table)} where ${sql.join(columns.map(folded), sql` or `)}`,
  )
  return sql<boolean>`${
    foldText(q) === ''
      ? sql`true`
      : sql`e.subject in (
    select m.id from matter m where ${holdsWords([q])} union all ${sql.join(named, sql` union all `)})`
  }`
}

export const historyPeople = (db: ReadDb) =>
  queryRows<{ id: PersonId; name: string; unit: string }>(
    db,
    sql`select p.id, p.name, coalesce(u.short_name, u.name) as unit from account a join person p on p.id = a.person_id join unit u on u.id = p.unit_id
      order by u.sort, u.name, p.name`,
  )

/** What had been recorded of one matter by the end of a day: its latest images until then. */
export async function matterAsOf(db: ReadDb, actor: Actor, id: MatterId, day: Day) {
  const { isSensitiveRead } = await seenMatter(db, actor, id)
  const images = await queryRows<Recorded>(
    db,
    sql`
    select name as "table", c -> 'after' as row from (
      select c ->> 'table' as name, c, e.id, max(e.id) over (partition by c ->> 'table', c ->> 'id') as last
      from event e cross join lateral jsonb_array_elements(e.changes) c
      where e.subject = ${id} and e.at < ${startOf(day)} + interval '1 day'
    ) image where id = last and c -> 'after' <> 'null'`,
  )
  const recorded = images.map(({ table, row }) => ({ table, row: wholeRow(table, row, isSensitiveRead) }))
  const names = await namesOf(db, [...idsIn(recorded)])
  return { day, recorded: recorded.length > 0, ...stateOf(recorded, day, (held) => names.get(held)?.title ?? null) }
}
