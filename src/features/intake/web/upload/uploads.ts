import { useSyncExternalStore } from 'react'
import { upload } from '#ui/api-client.ts'
import { uploadEndpoint } from '../../intake.contract.ts'
import { newUploadQueue } from './upload-queue.ts'

const listeners = new Set<() => void>()
/** Calls back whenever the server has taken in a file; answers how to stop. */
export function onUploaded(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The one queue of this browser window. */
export const uploads = newUploadQueue(
  (file, onSent, signal) => upload(uploadEndpoint, {}, { name: file.name }, file, { onProgress: onSent, signal }),
  () => {
    for (const listener of listeners) listener()
  },
)
export const useUploads = () => useSyncExternalStore(uploads.subscribe, uploads.all)
