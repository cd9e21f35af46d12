import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { RECORDED_TABLES, type RecordedTable } from '#kernel/rooms.ts'
import { eventHash, imageOf, keyOf } from '#platform/commit.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { type CopiedTable, benchTable } from './tables.ts'

const isRecorded = (name: string): name is RecordedTable => RECORDED_TABLES.some((one) => one === name)

/** The hash takes where somebody sat into account; nobody sat anywhere for these. */
const NOWHERE = sql`null::jsonb as origin`

/** The receipt of each copy with the images of all its rows, then so many later ones with that of its matter: by the product's own words and hash. */
export async function writeEvents(tx: WriteTx, tables: readonly CopiedTable[], each: number): Promise<void> {
  const recorded = tables.flatMap(({ name, matter }, place) => (isRecorded(name) ? [{ name, matter, place }] : []))
  const images = recorded.map(
    ({ name, matter, place }) => sql`select ${matter} as subject, ${sql.lit(place)} as place, ${keyOf(name).key}::text as key,
      jsonb_build_object('table', ${sql.lit(name)}::text, 'id', ${keyOf(name).key}, 'after', ${imageOf(name)}) as change
      from (select * from ${benchTable('new', name)}) t cross join lateral (select t.*) b`,
  )
  const intake = sql`jsonb_build_array(jsonb_build_object('table', 'intake', 'id', t.id, 'after', ${imageOf('intake')}))`
  await sql`
    insert into event (at, actor_id, act, subject, reason, request, changes, hash)
    select at, actor_id, act, subject, reason, request, changes, ${eventHash}
    from (select t.committed_at as at, t.person_id as actor_id, 'intake.commit' as act, t.id as subject, null::text as reason, 'bench' as request,
      ${intake} as changes, ${NOWHERE} from bench.new_intake t offset 0) as event`.execute(tx)
  await sql`
    insert into event (at, actor_id, act, subject, reason, request, changes, hash)
    select at, actor_id, act, subject, reason, request, changes, ${eventHash}
    from (
      select now() - interval '300 days' as at, null::uuid as actor_id, 'intake.add' as act, i.subject, null::text as reason, 'bench' as request,
        jsonb_agg(i.change order by i.place, i.key) as changes, ${NOWHERE}
      from (${sql.join(images, sql` union all `)}) i group by i.subject offset 0
    ) as event`.execute(tx)
  await sql`
    insert into event (at, actor_id, act, subject, reason, request, changes, hash)
    select at, actor_id, act, subject, reason, request, changes, ${eventHash}
    from (
      select now() - interval '299 days' + n * interval '30 days' as at, (select person_id from account order by login limit 1) as actor_id,
        'problem.edit' as act, i.id as subject, '核对后填写' as reason, 'bench' as request, i.changes, ${NOWHERE}
      from (select t.id, jsonb_build_array(jsonb_build_object('table', 'matter', 'id', t.id, 'after', ${imageOf('matter')})) as changes
        from ${benchTable('new', 'matter')} t offset 0) i cross join generate_series(1, ${each - 1}::int) n
    ) as event`.execute(tx)
}

const AT_ONCE = 100_000
type Open = { readonly id: string; readonly hash: string }

/** Chains what was written, as the sealer does, in larger pieces. */
export async function sealAll(tx: WriteTx): Promise<void> {
  const [newest] = await queryRows<{ seq: string; chain: string; event: string }>(
    asReadDb(tx),
    sql`select seq::text, chain, event_id::text as event from event_seal order by event_seal.seq desc limit 1`,
  )
  let [seq, chain, last] = [Number(newest?.seq ?? 0), newest?.chain ?? '', newest?.event ?? '0']
  for (let open: Open[] = [{ id: '', hash: '' }]; open.length > 0;) {
    open = await queryRows<Open>(
      asReadDb(tx),
      sql`select id::text, hash from event where id > ${last}::bigint order by event.id limit ${AT_ONCE}`,
    )
    const chains = open.map(
      ({ hash }) =>
        (chain = createHash('sha256')
          .update(chain + hash)
          .digest('hex')),
    )
    await sql`insert into event_seal (seq, event_id, chain)
      select ${seq}::bigint + n, id, chain from unnest(${open.map(({ id }) => id)}::bigint[], ${chains}::text[]) with ordinality as l(id, chain, n)`.execute(
      tx,
    )
    seq += open.length
    last = open.at(-1)?.id ?? last
  }
}
