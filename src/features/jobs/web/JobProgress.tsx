import { ProgressBar } from '#ui/states.tsx'
import type { JobView } from '../jobs.contract.ts'
import { stepWords } from './job-state-words.ts'

type Props = { readonly job: JobView; readonly onCancel?: (() => void) | undefined }

/** A job under way: what it is doing, how far it is, why it is tried again, and a way out. */
export function JobProgress({ job, onCancel }: Props) {
  const { done, total } = job
  const counted = job.state === 'running' && done !== null && total !== null
  return <ProgressBar text={stepWords(job)} {...(counted && { done, total })} {...(onCancel && { onCancel })} />
}
