import { z } from 'zod'
import type { Room } from '../declaration.ts'

/** One type per kind of id: a unit id where a matter id belongs does not compile. */
export const JobId = z.guid().brand<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** `refused`: it ran to its end and its answer was no. */
export const JOB_STATES = ['waiting', 'retrying', 'running', 'done', 'refused', 'cancelled', 'failed'] as const
export type JobState = (typeof JOB_STATES)[number]

export const jobs = {
  name: 'jobs',
  title: '后台任务',
  grants: { 'jobs.view': { system_admin: 'all' }, 'jobs.manage': { system_admin: 'all' } },
  refusals: {
    'jobs.not-found': { status: 404, message: '没有这项任务，可能已经办完或已被移除，请刷新后再看' },
    'jobs.over': { status: 409, message: '这项任务已经结束，不能取消' },
    'jobs.taken': { status: 409, message: '同一项工作已重新在办，不必再试' },
    'jobs.no-queue': { status: 409, message: '本程序没有在运行后台任务，请在启动了服务的浏览器里操作' },
  },
} as const satisfies Room
