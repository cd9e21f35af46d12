import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Purpose, Side } from '#kernel/rooms/evidence.ts'
import type { Job } from '../upload/useUploads.ts'

/** A photo that has been taken and has not arrived; its bytes, for some browsers forget a file's content on reload. */
type Photo = {
  readonly id: string
  readonly matterId?: MatterId
  /** How older pages called it; a photo may have waited on the phone since. */
  readonly problemId?: MatterId
  /** Absent in what older pages kept: proof. */
  readonly purpose?: Purpose
  readonly name: string
  readonly type: string
  readonly side: Side | null
  readonly takenAt: string | null
  readonly bytes: ArrayBuffer
}

const STORE = 'photos'

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('bihuan-camera', 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE, { keyPath: 'id' }))
  return answerTo(request)
}

const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened()
  try {
    return await answerTo(work(db.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    db.close()
  }
}

/** Keeps a photo on the phone until it has arrived. Rejects where the browser keeps nothing (private windows, a full disk). */
export async function keepPhoto(matterId: MatterId, purpose: Purpose, { file, side, takenAt, key = '' }: Job): Promise<void> {
  const photo: Photo = {
    id: key,
    matterId,
    purpose,
    name: file.name,
    type: file.type,
    side: side ?? null,
    takenAt: takenAt ?? null,
    bytes: await file.arrayBuffer(),
  }
  await inStore('readwrite', (store) => store.put(photo))
}

export const dropPhoto = (id: string): Promise<undefined> => inStore('readwrite', (store) => store.delete(id))

/** Photos of a matter for one purpose that a lost connection or a closed page has left on the phone. */
export async function photosOf(matterId: MatterId, purpose: Purpose): Promise<Job[]> {
  const photos = await inStore<Photo[]>('readonly', (store) => store.getAll())
  return photos
    .filter((photo) => (photo.matterId ?? photo.problemId) === matterId && (photo.purpose ?? 'proof') === purpose)
    .map(({ id, name, type, side, takenAt, bytes }) => ({
      file: new File([bytes], name, { type }),
      side: side ?? undefined,
      takenAt: takenAt ?? undefined,
      key: id,
    }))
}
