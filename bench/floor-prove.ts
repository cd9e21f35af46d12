import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { transaction } from './floor-transaction.ts'

const WRITE = {
  proof: `select count(*) filter (where not exists (select from measure_evidence l join evidence v on v.id = l.evidence_id
      where l.measure_id = e.id and l.removed_at is null and v.taken_down_at is null))::int as unproved, count(*)::int as total
    from measure e where e.problem_id = $1 and e.removed_on is null`,
  matter: `update matter set state = 'in_closeout', step = 'unit', version = version + 1 where id = $1 and state = 'open' and version = $2
    returning to_jsonb(matter) - 'search' - 'search_text' as image`,
  closeout: `insert into closeout (id, matter_id, cycle, chain, chain_version, statement, completed_on, applied_by, begun_at)
    values ($1, $2, 1, '[]', 0, $3, $4, (select person_id from account limit 1), now()) returning to_jsonb(closeout) as image`,
  entry: `insert into closeout_entry (id, closeout_id, seq, step, act, signed_on, at) values ($1, $2, 1, 'apply', 'apply', current_date, now())
    returning to_jsonb(closeout_entry) as image`,
  axes: "update problem set closure = 'in_closeout' where matter_id = $1",
  evidence: `insert into evidence (id, matter_id, file_hash, file_name, file_bytes, kind, media_type, person_id, cycle, received_at)
    values ($1, $2, $3, $4, $5, 'image', 'image/jpeg', (select person_id from account limit 1), 1, now()) returning to_jsonb(evidence) as image`,
  event: `insert into event (at, act, subject, request, changes, hash) values (now(), 'floor.prove', $1, 'floor', $2, $3)`,
}
type Image = { image: object }

async function record(client: PoolClient, subject: string, images: readonly unknown[]): Promise<void> {
  const changes = JSON.stringify(images)
  await client.query(WRITE.event, [subject, changes, createHash('sha256').update(changes).digest('hex')])
}

/** An application with the check of its proof, one file and one entry, and a hashed event, in one transaction. */
export const applyFor = (pool: Pool, id: string, version: number, form: { statement: string; completedOn: string }) =>
  transaction(pool, async (client) => {
    const { rows } = await client.query<{ unproved: number; total: number }>(WRITE.proof, [id])
    if (rows[0]?.total === 0 || rows[0]?.unproved !== 0) throw new Error('not proved')
    const matter = await client.query<Image>(WRITE.matter, [id, version])
    if (matter.rowCount !== 1) throw new Error('changed meanwhile')
    const file = randomUUID()
    const closeout = await client.query<Image>(WRITE.closeout, [file, id, form.statement, form.completedOn])
    const entry = await client.query<Image>(WRITE.entry, [randomUUID(), file])
    await client.query(WRITE.axes, [id])
    await record(client, id, [matter.rows[0]?.image, closeout.rows[0]?.image, entry.rows[0]?.image])
    return { version: version + 1 }
  })

/** A file written, synced and renamed, then its row and a hashed event. Nobody looks into it. */
export async function keepPhoto(pool: Pool, folder: string, { id, name, bytes }: { id: string; name: string; bytes: Buffer }) {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const path = join(folder, 'floor', hash)
  mkdirSync(join(folder, 'floor'), { recursive: true })
  const file = await open(`${path}.part`, 'w')
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(`${path}.part`, path)
  return transaction(pool, async (client) => {
    const kept = await client.query<Image>(WRITE.evidence, [randomUUID(), id, hash, name, bytes.length])
    await record(client, id, [kept.rows[0]?.image])
    return { hash }
  })
}
