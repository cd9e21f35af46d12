import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text, trimmedText } from '#kernel/fields.ts'
import { job } from '#kernel/job.ts'
import { COMPLAINANT_KINDS } from '#kernel/rooms/complainants.ts'
import { JobId } from '#kernel/rooms/jobs.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { JobView } from '#features/jobs/jobs.contract.ts'
import { PLACES } from './domain/report.ts'

export const CLEAN_DUE = { name: 'cleaning.due', title: '清理以前未封存的举报人信息' } as const
export const cleanJob = job({
  name: 'cleaning.all',
  title: '清理举报人信息',
  action: 'complainant.clean',
  input: z.strictObject({}),
  result: z.object({ report: z.guid() }),
})

/** Counts by place, sheet and head: never what was found. */
const Report = z.object({
  id: z.guid(),
  by: Text.nullable(),
  startedAt: Instant,
  endedAt: Instant,
  done: z.array(Text),
  look: z.array(Text),
  counts: z.array(z.object({ foundIn: z.enum(PLACES), sheet: Text, head: Text, kind: z.enum(COMPLAINANT_KINDS), cells: z.int() })),
})
export type CleaningReport = z.output<typeof Report>

export const cleaningEndpoint = endpoint({
  method: 'get',
  path: '/complainants/cleaning',
  title: '举报人信息清理报告',
  action: 'complainant.clean',
  params: nothing,
  input: nothing,
  reply: z.object({ /** Under way. */ job: JobView.nullable(), reports: z.array(Report) }),
})
export type CleaningReply = z.output<typeof cleaningEndpoint.reply>

export const startCleaningEndpoint = endpoint({
  method: 'post',
  path: '/complainants/cleaning',
  title: '清理举报人信息',
  action: 'complainant.clean',
  params: nothing,
  input: nothing,
  reply: z.object({ job: JobId.nullable() }),
})

/** Seals in one problem what was missed: a phrase wherever it stands, or the cell under a head of its sheet. */
export const sealMissedEndpoint = endpoint({
  method: 'post',
  path: '/matters/:matterId/complainants/seal',
  title: '封存漏掉的举报人信息',
  action: 'complainant.seal',
  params: z.strictObject({ matterId: MatterId }),
  input: z.strictObject({
    kind: z.enum(COMPLAINANT_KINDS),
    text: trimmedText(200).min(2, '请写出要封存的文字，至少 2 个字').optional(),
    head: trimmedText(200).optional(),
  }),
  reply: z.object({ places: z.int(), events: z.int() }),
})
