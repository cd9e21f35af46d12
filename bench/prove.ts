import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import sharp from 'sharp'
import type { District } from './district.ts'
import type { BenchRequest, Scenario } from './load.ts'
import { type Row, nextOf } from './rows.ts'

/** Transitions measured at one size, of the product and of the floor, with what warms both up. */
const READY = 1_000

/** Computes anew what depends on facts alone, as the product does after every change. */
export type Refresh = (ids: readonly string[]) => Promise<void>

/** Makes problems ready to be closed, straight in the tables: measured is the act, not its preparation. Answers them with their versions. */
export async function makeReady(db: Client, { departments }: District, refresh: Refresh): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select m.id, m.version from problem p join matter m on m.id = p.matter_id
     where p.level = 'problem' and p.declared is null and p.lead_unit_id is not null and p.leader_id is not null and p.measures_total > 0
       and m.state = 'open' and m.done_on is null order by m.id limit ${READY}`,
  )
  const ids = [rows.map(({ id }) => id)]
  const on = 'problem_id = any($1::uuid[]) and removed_on is null'
  await db.query(
    `insert into responsibility (id, matter_id, part, unit_id, from_on) select gen_random_uuid(), id, 'acceptance', $2::uuid, current_date from unnest($1::uuid[]) id`,
    [...ids, departments[3]?.id],
  )
  await db.query(
    `insert into evidence (id, matter_id, file_hash, file_name, file_bytes, kind, media_type, person_id, cycle, received_at)
     select id, problem_id, md5(id::text), '整改后.jpg', 200000, 'image', 'image/jpeg', (select person_id from account limit 1), 1, now() from measure where ${on}`,
    ids,
  )
  await db.query(
    `insert into measure_evidence (id, measure_id, evidence_id, person_id, cycle, linked_at)
     select gen_random_uuid(), id, id, (select person_id from account limit 1), 1, now() from measure where ${on}`,
    ids,
  )
  await db.query(`update measure set started_on = current_date - 9, done_on = current_date - 1 where ${on}`, ids)
  await db.query('update matter set done_on = current_date - 1 where id = any($1::uuid[])', ids)
  await refresh(rows.map(({ id }) => id))
  return rows
}

/** A photograph's worth of bytes, every one another file: what follows the picture's end is not part of it. */
async function photographs(): Promise<() => Buffer> {
  const noise = { create: { width: 700, height: 520, channels: 3 as const, noise: { type: 'gaussian' as const, mean: 128, sigma: 28 } } }
  const picture = await sharp({ ...noise, create: { ...noise.create, background: '#888' } })
    .jpeg({ quality: 82 })
    .toBuffer()
  return () => Buffer.concat([picture, randomBytes(16)])
}

/** Applying for a close-out, which checks every measure's proof, and handing in a photograph. */
export async function provingOf(district: District, ready: readonly Row[], mine: readonly Row[]): Promise<Scenario[]> {
  const photograph = await photographs()
  let used = 0
  const apply = (): BenchRequest => {
    const { id, version } = nextOf(ready, used++)
    const form = { statement: '各项措施均已完成，佐证齐全。', completedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) }
    const headers = { ...district.officer.headers, 'content-type': 'application/json', 'if-match': `"${version}"` }
    return { method: 'POST', path: `/api/problems/${id}/closeout/apply`, headers, body: JSON.stringify(form), about: id }
  }
  const uploadPhoto = (n: number): BenchRequest => {
    const { id } = nextOf(mine, n % mine.length)
    const headers = { ...district.handler.headers, 'content-type': 'application/octet-stream' }
    return { method: 'POST', path: `/api/matters/${id}/evidence?name=photo.jpg`, headers, body: photograph(), about: id }
  }
  return [
    { name: 'transition (apply)', who: 'officer', budgetMs: 50, requestOf: apply },
    { name: 'upload of a photograph', who: 'handler', budgetMs: 200, requestOf: uploadPhoto },
  ]
}
