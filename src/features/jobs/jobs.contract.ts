import { z } from 'zod'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { JOB_STATES, JobId } from '#kernel/rooms/jobs.ts'

/** How a job stands, for whoever waits for it. */
export const JobView = z.object({
  id: JobId,
  state: z.enum(JOB_STATES),
  about: z.string(),
  by: z.string(),
  /** What it is doing, and how far it is where somebody can count. */
  phase: z.string(),
  done: z.int().nullable(),
  total: z.int().nullable(),
  /** Which try this is, of how many. */
  attempt: z.int(),
  attempts: z.int(),
  /** Why it was refused or failed, the last time. */
  message: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  /** When it is tried again. */
  nextAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})
export type JobView = z.output<typeof JobView>

/** Nobody need do anything: it is being worked on, or will be. */
export const isUnderWay = (state: JobView['state']) => state === 'waiting' || state === 'retrying' || state === 'running'

const Listed = JobView.extend({
  title: z.string(),
  /** What the program itself said, for whoever looks after it. */ detail: z.string().nullable(),
})
export type ListedJob = z.output<typeof Listed>
const Daily = z.object({ title: z.string(), at: z.string(), nextAt: z.iso.datetime().nullable(), last: JobView.nullable() })
export type DailyRow = z.output<typeof Daily>

export const listJobsEndpoint = endpoint({
  method: 'get',
  path: '/jobs',
  title: '后台任务',
  action: 'jobs.view',
  params: nothing,
  input: nothing,
  reply: z.object({
    running: z.array(Listed),
    waiting: z.array(Listed),
    /** Their tries are used up: they wait for somebody's decision. */
    failed: z.array(Listed),
    ended: z.array(Listed),
    daily: z.array(Daily),
  }),
})
export type JobsPageReply = z.output<typeof listJobsEndpoint.reply>

const change = (path: `/jobs/:jobId/${string}`, title: string) =>
  endpoint({ method: 'post', path, title, action: 'jobs.manage', params: z.strictObject({ jobId: JobId }), input: nothing, reply: done })

export const cancelJobEndpoint = change('/jobs/:jobId/cancel', '取消后台任务')
export const retryJobEndpoint = change('/jobs/:jobId/retry', '重试后台任务')
export const discardJobEndpoint = change('/jobs/:jobId/discard', '移除未能完成的后台任务')
