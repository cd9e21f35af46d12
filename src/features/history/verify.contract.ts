import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text } from '#kernel/fields.ts'
import { job } from '#kernel/job.ts'
import { JobId } from '#kernel/rooms/jobs.ts'
import { JobView } from '#features/jobs/jobs.contract.ts'

/** Looking through everything, as `bihuan verify` does, for whoever audits. */
export const verifyJob = job({
  name: 'history.verify',
  title: '核验办理记录',
  action: 'audit.verify',
  input: nothing,
  result: z.object({ places: z.int() }),
})

/** What one look found. Auditors read no business: names of files and titles are left out, `bihuan verify` prints them. */
const Verification = z.object({
  id: z.guid(),
  at: Instant,
  by: Text,
  events: z.int(),
  problems: z.int(),
  files: z.int(),
  checkpoints: z.int(),
  /** In how many places something did not agree; the first hundred of them. */
  places: z.int(),
  findings: z.array(z.object({ where: Text, message: Text })),
  notes: z.array(Text),
})
export type Verification = z.output<typeof Verification>

export const verificationsEndpoint = endpoint({
  method: 'get',
  path: '/audit/verifications',
  title: '核验结果',
  action: 'audit.verify',
  params: nothing,
  input: nothing,
  reply: z.object({
    job: JobView.nullable(),
    verifications: z.array(Verification),
    /** How long the record stays at least, and since when there is one. */
    retention: z.object({ days: z.int(), first: Day.nullable() }),
  }),
})

/** Begins a look through everything; while one is under way, it is the same one. */
export const startVerifyEndpoint = endpoint({
  method: 'post',
  path: '/audit/verifications',
  title: '核验',
  action: 'audit.verify',
  params: nothing,
  input: nothing,
  reply: z.object({ job: JobId.nullable(), places: z.int().nullable() }),
})
