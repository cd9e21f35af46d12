import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Purpose, Side } from '#kernel/rooms/evidence.ts'
import { upload } from '#ui/api-client.ts'
import { type UploadJob, type UploadQueue, newUploadQueue } from '#ui/upload-queue.ts'
import { type EvidenceItem, addEvidenceEndpoint } from '../../evidence.contract.ts'
import { EVIDENCE, type EvidenceReply, passHeaders, useEvidence } from '../evidence-queries.ts'
import { refusalOf } from './file-limits.ts'

/** A file to be sent, with what is known of it; `key`: where the phone keeps it until it has arrived. */
export type Job = UploadJob & { readonly side?: Side | undefined; readonly takenAt?: string | undefined }

type Options = {
  readonly purpose: Purpose
  /** Called for each file that has arrived. */
  readonly onDone?: ((item: EvidenceItem, job: Job) => void) | undefined
  /** Uploads of one owner survive walking to another page; a form gives its own name. */
  readonly owner?: string
  readonly pass?: string | undefined
}

type Queue = UploadQueue<Job, EvidenceItem>
const queues = new Map<string, Queue>()

function queueFor(client: QueryClient, matterId: MatterId, { purpose, owner = 'tray', pass }: Options): Queue {
  const key = [matterId, purpose, owner, pass].join(' ')
  const found = queues.get(key)
  if (found) return found
  const queue = newUploadQueue<Job, EvidenceItem>(async ({ file, side, takenAt }, onProgress, signal) => {
    const input = { name: file.name, purpose, ...(side && { side }), ...(takenAt !== undefined && { takenAt }) }
    const known = client.getQueryData<EvidenceReply>([...EVIDENCE, matterId, pass ?? ''])?.items ?? []
    const item = await upload(addEvidenceEndpoint, { matterId }, input, file, { onProgress, signal, headers: passHeaders(pass) })
    return { result: item, message: known.some(({ id }) => id === item.id) ? '已有同一份文件，没有重复保存' : undefined }
  })
  queue.onArrival(() => void client.invalidateQueries({ queryKey: EVIDENCE }))
  queues.set(key, queue)
  return queue
}

/** Files on their way to a matter: three at a time, with progress, another try, and a reason for every file that is not taken. */
export function useUploads(matterId: MatterId, options: Options) {
  const client = useQueryClient()
  const { data } = useEvidence(matterId, options.pass)
  const { purpose, owner, pass } = options
  const queue = queueFor(client, matterId, { purpose, ...(owner !== undefined && { owner }), pass })
  const uploads = useSyncExternalStore(queue.subscribe, queue.all)
  const latest = useRef(options.onDone)
  useEffect(() => {
    latest.current = options.onDone
  })
  useEffect(() => queue.onArrival((item, job) => latest.current?.(item, job)), [queue])
  const limits = data?.limits
  const addJobs = useCallback((jobs: readonly Job[]) => queue.add(jobs, (file) => limits && refusalOf(file, limits)), [queue, limits])
  const add = useCallback((files: readonly File[]) => addJobs(files.map((file) => ({ file }))), [addJobs])
  return { uploads, add, addJobs, cancel: queue.cancel, again: queue.again, againAll: queue.againAll, clear: queue.clear }
}
