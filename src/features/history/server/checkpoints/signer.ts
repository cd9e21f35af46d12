import { type KeyObject, createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, type ReadDb, type Schema, read } from '#platform/db.ts'
import { type ChangedRow, type EventDraft, committer } from '#platform/commit.ts'
import { fillRowsHashes } from '#features/intake/server/intake.queries.ts'
import { addCheckpointKey, checkpointKeys } from '../history.queries.ts'
import type { NotedCheckpoint } from './checkpoint-file.ts'

type Unsigned = Pick<NotedCheckpoint, 'district' | 'seq' | 'chain' | 'at'>
/** Signs checkpoints with the key of a data folder. */
export type Signer = { readonly fingerprint: string; readonly signed: (checkpoint: Unsigned) => NotedCheckpoint }

/** Where the key of a data folder stands. */
export const keyFileIn = (folder: string) => join(folder, 'checkpoint-key.pem')

/**
 * The signer of a data folder. Where there is no key yet one is made, and an event makes it known: so another key can't take its place
 * unnoticed. With the first key of a district what stood there before digests were recorded gets them.
 */
export async function openSigner(db: Database, schema: Schema, folder: string, now: Date): Promise<Signer> {
  const signer = signerWith(await ownKey(folder))
  const known = await read(db, schema, checkpointKeys)
  if (!known.some(({ fingerprint }) => fingerprint === signer.fingerprint)) await makeKnown(db, schema, signer, now)
  return signer
}

/** The signer of a folder that has a key already. */
export async function signerIn(folder: string): Promise<Signer | undefined> {
  const key = await keyIn(folder)
  return key && signerWith(key)
}

type OwnSigner = Signer & { readonly publicKey: string }
function signerWith(key: KeyObject): OwnSigner {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  const fingerprint = fingerprintOf(publicKey)
  const signed = (checkpoint: Unsigned) => ({
    ...checkpoint,
    key: fingerprint,
    signature: sign(null, wordsOf(checkpoint), key).toString('base64'),
  })
  return { fingerprint, publicKey, signed }
}

const fingerprintOf = (publicKey: string) =>
  createHash('sha256')
    .update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32)

const wordsOf = ({ district, seq, chain, at }: Unsigned) => Buffer.from(['bihuan checkpoint 1', district, seq, chain, at].join('\n'))

/** Whether a checkpoint is signed by one of the keys that are known. */
export function signatureCheck(keys: readonly { readonly fingerprint: string; readonly publicKey: string }[]) {
  const known = new Map(keys.map(({ publicKey }) => [fingerprintOf(publicKey), createPublicKey(publicKey)]))
  return (checkpoint: NotedCheckpoint): boolean => {
    const key = known.get(checkpoint.key ?? '')
    return key !== undefined && verify(null, wordsOf(checkpoint), key, Buffer.from(checkpoint.signature ?? '', 'base64'))
  }
}

async function keyIn(folder: string): Promise<KeyObject | undefined> {
  const pem = await readFile(keyFileIn(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return pem && createPrivateKey(pem)
}

/** For the owner's eyes only, on the disk before anything is signed; of two that make one at once the first one counts. */
async function ownKey(folder: string): Promise<KeyObject> {
  const existing = await keyIn(folder)
  if (existing) return existing
  const { privateKey } = generateKeyPairSync('ed25519')
  await mkdir(folder, { recursive: true })
  const draft = `${keyFileIn(folder)}.${randomUUID()}.part`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, keyFileIn(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return (await keyIn(folder)) ?? privateKey
}

async function makeKnown(db: Database, schema: Schema, { fingerprint, publicKey }: OwnSigner, now: Date): Promise<void> {
  const id = randomUUID()
  await committer(db, schema, { person: null, request: randomUUID(), at: now })(async (tx) => {
    const isFirst = (await checkpointKeys(tx as unknown as ReadDb)).length === 0
    await addCheckpointKey(tx, { id, fingerprint, public_key: publicKey, made_at: now })
    const events: EventDraft[] = [{ act: 'history.checkpoint-key', subject: id, reason: fingerprint, rows: [['checkpoint_key', id]] }]
    if (!isFirst) return { events, result: undefined }
    const accounts = await tx.selectFrom('account').select('person_id').execute()
    const rows: ChangedRow[] = [
      ...accounts.map(({ person_id }) => ['account', person_id] as const),
      ...(await fillRowsHashes(tx)).map((intake) => ['intake', intake] as const),
    ]
    return { events: rows.length === 0 ? events : [...events, { act: 'history.adopt', subject: id, rows }], result: undefined }
  })
}
