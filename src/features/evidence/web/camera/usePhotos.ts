import { useEffect, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Purpose, Side } from '#kernel/rooms/evidence.ts'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { dropPhoto, keepPhoto, photosOf } from './pending-photos.ts'
import { newPair } from '../gallery/pairs.ts'
import { type Job, useUploads } from '../upload/useUploads.ts'

const forget = (id: string | undefined) => {
  if (id !== undefined) dropPhoto(id).catch(() => undefined) // sent again after a reload, it is answered with the one that stands
}

type Wanted = { readonly purpose?: Purpose; readonly onArrived?: (item: EvidenceItem) => void }

/** Photos taken with a phone: kept on the phone until each has arrived, sent again after a reload or a lost connection. */
export function usePhotos(matterId: MatterId, pass: string | undefined, { purpose = 'proof', onArrived }: Wanted = {}) {
  const [unkept, setUnkept] = useState(false)
  const { uploads, addJobs, clear, ...acts } = useUploads(matterId, {
    purpose,
    owner: 'camera',
    pass,
    onDone: (item, job) => {
      forget(job.key)
      onArrived?.(item)
    },
  })
  useEffect(() => {
    photosOf(matterId, purpose).then(addJobs, () => setUnkept(true))
  }, [matterId, purpose, addJobs])

  /** `own`: just taken by this phone's camera, whose clock is then believed. */
  const take = async (files: readonly File[], side: Side | undefined, own: boolean) => {
    const jobs = files.map((file): Job => {
      return { file, side, takenAt: own ? new Date(file.lastModified).toISOString() : undefined, key: newPair() }
    })
    await Promise.all(jobs.map((job) => keepPhoto(matterId, purpose, job).catch(() => setUnkept(true))))
    addJobs(jobs)
  }
  const putAway = (id?: number) => {
    for (const { job } of clear(id)) forget(job.key)
  }
  return { uploads, ...acts, take, clear: putAway, unkept }
}
