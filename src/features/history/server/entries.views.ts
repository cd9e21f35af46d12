import { type RawBuilder, sql } from 'kysely'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { Origin } from '#platform/record/origin.ts'
import { ACTS, type MatterKind, TABLES, tableOf } from '#kernel/rooms.ts'
import { org } from '#kernel/rooms/org.ts'
import { type Image, changesOf, idsIn, wholeRow } from '../domain/changes.ts'
import type { Row } from '../domain/values.ts'
import type { HistoryEntry } from '../history.contract.ts'
import { namesOf } from './names.views.ts'

type Found = {
  readonly id: string
  readonly at: Date
  readonly who: string | null
  readonly act: string
  readonly subject: string
  readonly reason: string | null
  readonly sealed: boolean
  readonly images: readonly Image[]
  readonly origin: EventOrigin | null
  readonly request: string
}
type Wanted = Paging & { readonly isSensitiveRead: boolean }
export type Paging = { readonly before?: string | undefined; readonly size: number }
/** What an event says of who it was and from where; of a security event how it ended, too. Events of before 0017 have none. */
type EventOrigin = Partial<Omit<Origin, 'roles'>> & { readonly roles?: readonly string[] } & Partial<NonNullable<EventDraft['security']>>
/** The last two are for auditors; the contract of history leaves them out. */
export type Entry = Omit<HistoryEntry, 'subject'> & {
  readonly origin: EventOrigin
  readonly request: string
  readonly subject: { kind: HistoryEntry['subject']['kind']; id: string; title: string; matterKind: MatterKind | null }
}

/** JSON that no reader is shown, left out before it leaves the database; in an image a column stands by its name only. */
const isRaw = (column: string): boolean => {
  const found = Object.keys(TABLES).flatMap((table) => tableOf(table)?.columns[column]?.spec ?? [])
  return found.every(({ sql: type, label }) => type === 'jsonb' && label === null)
}
const RAW = Object.keys(TABLES)
  .flatMap((table) => Object.keys(tableOf(table)?.columns ?? {}))
  .filter(isRaw)

/** Rows of these also stand in acts on the place, its people or an import; a row of another table always under the same subject. */
const SHARED = Object.keys(org.tables)

/** The newest event before e that holds an image of row k. */
const PREVIOUS = sql`
  select changes from (
    (select p.id, p.changes from event p
      where p.subject = e.subject and p.id < e.id and p.changes @> jsonb_build_array(jsonb_build_object('table', k.name, 'id', k.id))
      order by p.id desc limit 1)
    union all
    (select p.id, p.changes from event p
      where k.name = any(${SHARED}) and (p.act like 'org.%' or p.act = 'intake.commit') and p.id < e.id
        and p.changes @> jsonb_build_array(jsonb_build_object('table', k.name, 'id', k.id))
      order by p.id desc limit 1)
  ) found order by id desc limit 1`

/** A row's images before and after, row by row of event e. */
const IMAGES = sql`
  select coalesce(jsonb_agg(jsonb_build_object('table', k.name, 'id', k.id, 'after', k.images, 'before', coalesce(b.images, '[]'))), '[]') as images
  from (
    select c ->> 'table' as name, c ->> 'id' as id, coalesce(jsonb_agg((c -> 'after') - ${RAW}::text[]) filter (where c -> 'after' <> 'null'), '[]') as images
    from jsonb_array_elements(e.changes) c group by 1, 2
  ) k
  left join lateral (${PREVIOUS}) last on true
  left join lateral (
    select jsonb_agg((c -> 'after') - ${RAW}::text[]) filter (where c -> 'after' <> 'null') as images from jsonb_array_elements(last.changes) c
    where c ->> 'table' = k.name and c ->> 'id' = k.id
  ) b on true`

/** The act in words; an act of a newer program is shown by its name. */
const wordsOfAct = (act: string): string => (ACTS as Readonly<Record<string, string>>)[act] ?? act

const whole = ({ table, id, before, after }: Image, isSensitiveRead: boolean): Image => {
  const complete = (row: Row) => wholeRow(table, row, isSensitiveRead)
  return { table, id, before: before.map(complete), after: after.map(complete) }
}

/** One page of the record, newest first: two queries whatever its size. `where` is a condition on event e. */
export async function entriesOf(db: ReadDb, where: RawBuilder<boolean>, { before, size, isSensitiveRead }: Wanted) {
  const found = await queryRows<Found>(
    db,
    sql`
    with page as materialized (
      select e.* from event e where ${where} ${before === undefined ? sql`` : sql`and e.id < ${before}`} order by e.id desc limit ${size + 1}
    )
    select e.id::text, e.at, coalesce(e.origin ->> 'name', p.name) as who, e.act, e.subject, e.reason, e.request, e.origin, exists (select from event_seal s where s.event_id = e.id) as sealed, i.images
    from page e left join person p on p.id = e.actor_id cross join lateral (${IMAGES}) i order by e.id desc`,
  )
  const page = found.slice(0, size).map((entry) => ({ ...entry, images: entry.images.map((image) => whole(image, isSensitiveRead)) }))
  const rows = page.flatMap(({ images }) =>
    images.flatMap(({ table, before: old, after }) => [...old, ...after].map((row) => ({ table, row }))),
  )
  const names = await namesOf(db, [...idsIn(rows), ...page.map(({ subject }) => subject)])
  const nameOf = (id: string) => names.get(id)?.title ?? null
  const entries = page.map(({ id, at, who, act, subject, reason, sealed, images, origin, request }): Entry => ({
    id,
    at: at.toISOString(),
    who: who || '系统',
    words: wordsOfAct(act),
    code: act,
    reason,
    subject: { id: subject, ...(names.get(subject) ?? { kind: 'other' as const, title: '', matterKind: null }) },
    changes: changesOf(images, nameOf),
    sealed,
    origin: origin ?? {},
    request,
  }))
  return { entries, older: found.length > size ? (page.at(-1)?.id ?? null) : null }
}
