import type { Received } from '#platform/receive.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Purpose, Side } from '#kernel/rooms/evidence.ts'
import type { NewEvidence } from './evidence.queries.ts'
import type { Limits } from './inspect/inspect.ts'
import { Unfit } from './inspect/unfit.ts'
import { keepPicture } from './pictures.ts'

type UploadFacts = {
  readonly name: string
  readonly purpose: Purpose
  readonly takenAt?: string | undefined
  readonly side?: Side | undefined
  readonly pair?: string | undefined
  readonly now: Date
}
type StoredUpload = Omit<NewEvidence, 'id' | 'matterId' | 'person' | 'cycle' | 'now'>

/** Looks at the file, then keeps it, synced; only then may a row name it. Refuses with the reason and the remedy. */
export async function keepUpload(folder: string, file: Received, limits: Limits, described: UploadFacts): Promise<StoredUpload> {
  const { thumb, takenAt, ...facts } = await inspected(file, described.name, limits)
  const hash = await file.keep()
  if (thumb) await keepPicture(folder, hash, 'thumb', thumb)
  const { purpose, side = null, pair = null } = described
  return { ...facts, ...takenWhen(takenAt, described), hash, bytes: file.bytes, purpose, side, pair }
}

async function inspected({ path, bytes, caller }: Received, name: string, limits: Limits) {
  const { inspectFile } = await import('./inspect/inspect.ts') // large libraries: not before the first file comes
  try {
    return await inspectFile({ path, bytes, name }, limits, caller)
  } catch (error) {
    if (error instanceof Unfit) throw new RefusalError({ code: 'evidence.unfit', detail: { message: error.message } })
    throw error
  }
}

/** The file's own word comes first, then what the sender says; neither can lie after its receipt. */
function takenWhen(own: Date | null, { takenAt, now }: UploadFacts): Pick<NewEvidence, 'takenAt' | 'takenFrom'> {
  if (own && own <= now) return { takenAt: own, takenFrom: 'camera' }
  const stated = takenAt === undefined ? undefined : new Date(takenAt)
  return stated && stated <= now ? { takenAt: stated, takenFrom: 'person' } : { takenAt: null, takenFrom: null }
}
