import { ProgressBar } from '#ui/feedback/states.tsx'
import type { JobView } from '../jobs.contract.ts'
import { progressWords } from './job-state-words.ts'

type Props = { readonly job: JobView; readonly onCancel?: (() => void) | undefined }

/** A job under way: what it is doing, how far it is, why it is tried again, and a way out. */
export const JobProgress = ({ job, onCancel }: Props) => <ProgressBar {...progressWords(job)} {...(onCancel && { onCancel })} />
