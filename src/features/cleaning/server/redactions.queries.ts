import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ChangedRow } from '#platform/commit.ts'
import { eventHash } from '#platform/commit.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { inSealedRole, sealedStore } from '#features/complainants/server/sealed.queries.ts'
import type { Patch, Redaction } from '../domain/clean-event.ts'

export type EventRedaction = Pick<Redaction, 'patches' | 'originals'> & { readonly id: string }
type Hashed = { readonly id: string; readonly hash: string; readonly no: number }

/** Takes places out of events: what stood there goes to the sealed store, the hashes of before and after beside the event. Answers the rows for the receipt. */
export async function redactEvents(tx: WriteTx, box: SecretBox, redactions: readonly EventRedaction[]): Promise<ChangedRow[]> {
  if (redactions.length === 0) return []
  const ids = redactions.map(({ id }) => id)
  const before = new Map((await hashesOf(tx, ids)).map((row) => [row.id, row]))
  await sql`select redact_events(${JSON.stringify(redactions.map(({ id, patches }) => ({ id, patches })))}::jsonb)`.execute(tx)
  const after = new Map((await hashesOf(tx, ids)).map((row) => [row.id, row.hash]))
  const rows = redactions.map(({ id, patches, originals }) => ({
    id: randomUUID(),
    eventId: id,
    no: (before.get(id)?.no ?? 0) + 1,
    hashBefore: before.get(id)?.hash ?? '',
    hashAfter: after.get(id) ?? '',
    places: patches.length,
    originals,
  }))
  await sealOriginals(tx, box, rows)
  await tx
    .insertInto('event_redaction')
    .values(
      rows.map(({ id, eventId, no, hashBefore, hashAfter, places }) => ({
        id,
        event_id: eventId,
        no,
        hash_before: hashBefore,
        hash_after: hashAfter,
        places,
      })),
    )
    .execute()
  return rows.map(({ id }) => ['event_redaction', id] as const)
}

/** What events hash to as they stand, and how often something was taken out of them. */
const hashesOf = (tx: WriteTx, ids: readonly string[]) =>
  queryRows<Hashed>(
    asReadDb(tx),
    sql`select id::text, ${eventHash} as hash, coalesce((select max(no) from event_redaction r where r.event_id = event.id), 0) as no
      from event where id = any(${[...ids]}::bigint[])`,
  )

type Original = { readonly eventId: string; readonly no: number; readonly originals: readonly Patch[] }

async function sealOriginals(tx: WriteTx, box: SecretBox, rows: readonly Original[]): Promise<void> {
  const { table, placeOf } = sealedStore(asReadDb(tx), 'redaction')
  const sealed = rows.map(({ eventId, no, originals }) => ({
    eventId,
    no,
    keyId: box.keyId,
    sealed: box.seal(JSON.stringify(originals), placeOf(eventId, no)).toString('base64'),
  }))
  await inSealedRole(tx, () =>
    sql`insert into ${table} (event_id, no, key_id, sealed)
      select "eventId", no, "keyId", decode(sealed, 'base64')
      from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) as r("eventId" bigint, no int, "keyId" text, sealed text)`.execute(tx),
  )
}

export type BrokenRedaction = { readonly id: string; readonly why: 'unlike' | 'unopened' }
export type CheckedRedactions = { readonly events: number; readonly unopened: boolean; readonly broken: readonly BrokenRedaction[] }
const AT_ONCE = 300

/**
 * Whether what was taken out of events is all that was changed in them: put back, each must hash to what the chain rests on. Without the key
 * that is not looked at, and said.
 */
export async function checkRedactions(db: ReadDb, box: SecretBox | undefined): Promise<CheckedRedactions> {
  const ids = (await queryRows<{ id: string }>(db, sql`select distinct event_id::text as id from event_redaction order by 1`)).map(
    ({ id }) => id,
  )
  if (!box) return { events: ids.length, unopened: ids.length > 0, broken: [] }
  const broken: BrokenRedaction[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) broken.push(...(await brokenAmong(db, box, ids.slice(from, from + AT_ONCE))))
  return { events: ids.length, unopened: false, broken }
}

type Stored = { readonly id: string; readonly no: number; readonly sealed: Buffer }

async function brokenAmong(db: ReadDb, box: SecretBox, ids: readonly string[]): Promise<BrokenRedaction[]> {
  const { table, placeOf } = sealedStore(db, 'redaction')
  const stored = await inSealedRole(db as unknown as WriteTx, () =>
    queryRows<Stored>(
      db,
      sql`select event_id::text as id, no, sealed from ${table} where event_id = any(${[...ids]}::bigint[]) order by event_id, no desc`,
    ),
  )
  const opened = stored.map(({ id, no, sealed }) => ({ id, text: box.open(sealed, placeOf(id, no)) }))
  const unopened = new Set(opened.flatMap(({ id, text }) => (text === undefined ? [id] : [])))
  const edits = [...Map.groupBy(opened, ({ id }) => id)].map(([id, parts]) => ({
    id,
    patches: parts.flatMap(({ text }) => (text === undefined ? [] : (JSON.parse(text) as Patch[]).toReversed())),
  }))
  const sound = await queryRows<{ id: string }>(
    db,
    sql`select id::text from (
        select e.id, e.at, e.actor_id, e.act, e.subject, e.request, e.origin, e.hash, d.doc -> 'changes' as changes, d.doc ->> 'reason' as reason
        from jsonb_to_recordset(${JSON.stringify(edits)}::jsonb) as r(id bigint, patches jsonb) join event e on e.id = r.id
        cross join lateral (select patched(jsonb_build_object('changes', e.changes, 'reason', e.reason), r.patches) as doc) d
      ) as event where hash = ${eventHash}`,
  )
  const whole = new Set(sound.map(({ id }) => id))
  return ids.filter((id) => !whole.has(id)).map((id) => ({ id, why: unopened.has(id) ? 'unopened' : 'unlike' }))
}
