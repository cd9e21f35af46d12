import type { ReadDb, WriteTx } from '#platform/db.ts'

type CheckpointKey = { readonly id: string; readonly fingerprint: string; readonly public_key: string; readonly made_at: Date }

export const addCheckpointKey = (tx: WriteTx, key: CheckpointKey) => tx.insertInto('checkpoint_key').values(key).execute()

/** Every key by which checkpoints of the district may be signed, the newest first. */
export const checkpointKeys = (db: ReadDb) =>
  db
    .selectFrom('checkpoint_key')
    .select(['fingerprint', 'public_key as publicKey', 'made_at as madeAt'])
    .orderBy('made_at', 'desc')
    .execute()
