import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import sharp from 'sharp'
import { type Image, record, transaction } from './transaction.ts'

sharp.concurrency(1) // one thread a picture, as the product: eight come at once
sharp.cache(false)

const MATTER = `select m.cycle, exists (select from evidence v where v.matter_id = m.id and v.purpose = 'proof' and v.file_hash = $2 and v.taken_down_at is null) as stored
  from matter m where m.id = $1 and m.state <> 'closed' for no key update`
const KEEP = `insert into evidence (id, matter_id, file_hash, file_name, file_bytes, kind, media_type, width, height, person_id, cycle, received_at)
  values ($1, $2, $3, $4, $5, 'image', 'image/jpeg', $6, $7, (select person_id from account limit 1), $8, now()) returning to_jsonb(evidence) as image`

type Photo = { readonly id: string; readonly name: string; readonly bytes: Buffer }

/** A photograph measured, kept and synced with the name it stands under, a small picture beside it; then its row and a hashed event. */
export async function keepPhoto(pool: Pool, folder: string, { id, name, bytes }: Photo) {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const { width, height } = await sharp(bytes).metadata()
  const small = await sharp(bytes)
    .autoOrient()
    .resize(320, 320, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72, effort: 2 })
    .toBuffer()
  await keepFile(folder, hash, bytes)
  await writeFile(join(folder, `${hash}.webp`), small) // lost, it is drawn again
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ cycle: number; stored: boolean }>(MATTER, [id, hash])
    if (!rows[0] || rows[0].stored) throw new Error('closed, or kept already')
    const evidence = await client.query<Image>(KEEP, [randomUUID(), id, hash, name, bytes.length, width, height, rows[0].cycle])
    await record(client, 'floor.photo', id, { evidence: evidence.rows[0] })
    return { hash, name, width, height }
  })
}

/** As durable as the product's: the bytes are synced before they get their name, the name before it is relied on. */
async function keepFile(folder: string, hash: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, hash)
  await synced(`${path}.part`, 'w', bytes)
  await rename(`${path}.part`, path)
  await synced(folder, 'r')
}

async function synced(path: string, flags: string, bytes?: Buffer): Promise<void> {
  const file = await open(path, flags)
  try {
    if (bytes) await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
