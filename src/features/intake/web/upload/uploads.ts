import { useSyncExternalStore } from 'react'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { upload } from '#ui/api-client.ts'
import { type Upload, type UploadJob, newUploadQueue } from '#ui/upload-queue.ts'
import { uploadEndpoint } from '../../intake.contract.ts'
import { withRemedy } from '../receipt/outcome-words.ts'

export type LedgerUpload = Upload<UploadJob, IntakeId>

/** The one queue of this browser window: one file after another. */
export const uploads = newUploadQueue<UploadJob, IntakeId>(async ({ file }, onProgress, signal) => {
  const { id, state, refusal } = await upload(uploadEndpoint, {}, { name: file.name }, file, { onProgress, signal })
  return { result: id, refused: state === 'unreadable', message: refusal ? withRemedy(refusal.message) : undefined }
}, 1)
export const useUploads = () => useSyncExternalStore(uploads.subscribe, uploads.all)
