import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Text, needed } from '#kernel/fields.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { UnitId } from '#kernel/rooms/org.ts'

export const Sample = z.object({
  id: MatterId,
  no: Text.nullable(),
  title: Text,
  version: z.int(),
  dueOn: Day.nullable(),
  finding: Text.nullable(),
  mayReport: z.boolean(),
})
export type Sample = z.output<typeof Sample>

export const listSamplesEndpoint = endpoint({
  method: 'get',
  path: '/samples',
  title: '样品',
  action: 'sample.view',
  params: nothing,
  input: nothing,
  reply: z.object({ rows: z.array(Sample) }),
})

export const takeSampleEndpoint = endpoint({
  method: 'post',
  path: '/samples',
  title: '登记样品',
  action: 'sample.manage',
  params: nothing,
  input: z.strictObject({ title: needed(200, '请写明采样的地点和对象'), unitId: UnitId, dueOn: Day }),
  reply: z.object({ id: MatterId }),
})

export const reportSampleEndpoint = endpoint({
  method: 'post',
  path: '/samples/:matterId/report',
  title: '登记检测结果',
  action: 'sample.report',
  params: z.strictObject({ matterId: MatterId }),
  input: z.strictObject({ finding: needed(2000, '请写明检测结果') }),
  reply: done,
  versioned: true,
})
