import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Clock, Instant, Text, needed, optionalText } from '#kernel/fields.ts'
import { ACTIONS } from '#kernel/access.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { EvidenceId } from '#kernel/rooms/evidence.ts'
import { SETTINGS } from '#kernel/rooms.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { MeasureId, MilestoneId } from '#kernel/rooms/problems.ts'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { REPORT_STATES } from '#kernel/rooms/rectification.ts'
import { MEASURE_SCHEDULES } from './domain/measure-schedule.ts'

const params = z.strictObject({ problemId: MatterId })

export const Report = z.object({
  id: z.guid(),
  measureId: MeasureId,
  measureNo: z.int(),
  /** The cycle it was given in; what an earlier one says counts no more. */
  cycle: z.int(),
  on: Day,
  state: z.enum(REPORT_STATES),
  doneText: Text,
  delayReason: Text.nullable(),
  difficulty: Text.nullable(),
  nextStep: Text.nullable(),
  by: Text,
  at: Instant,
})
export type Report = z.output<typeof Report>

const Milestone = z.object({
  id: MilestoneId,
  no: z.int(),
  text: Text,
  dueOn: Day.nullable(),
  reachedOn: Day.nullable(),
})

/** One measure of the plan with how far it is and what proves it. */
export const Measure = z.object({
  id: MeasureId,
  no: z.int(),
  text: Text,
  /** Its short name where it has one. */
  unit: z.object({ id: UnitId, name: Text }).nullable(),
  person: z.object({ id: PersonId, name: Text }).nullable(),
  /** The phrase as typed, and the last day it gives; a phrase without a certain day gives none. */
  deadlineRaw: Text.nullable(),
  dueOn: Day.nullable(),
  /** The day that counts: its own, or that of the problem where no deadline was said. */
  lastDay: Day.nullable(),
  result: Text.nullable(),
  startedOn: Day.nullable(),
  doneOn: Day.nullable(),
  schedule: z.enum(MEASURE_SCHEDULES),
  clock: Clock,
  milestones: z.array(Milestone),
  /** Files that stand as its proof, oldest first; those taken down are not among them. */
  evidence: z.array(EvidenceId),
  latest: Report.nullable(),
  reports: z.int(),
})
export type Measure = z.output<typeof Measure>

/** The plan of a problem. A point shows the measures of its problem, with its own progress and proof. */
export const planEndpoint = endpoint({
  method: 'get',
  path: '/problems/:problemId/plan',
  title: '整改方案',
  action: 'problem.view',
  params,
  input: nothing,
  reply: z.object({
    version: z.int(),
    asOf: Day,
    /** The problem whose measures these are: another one for a point. */
    planOf: MatterId,
    measures: z.array(Measure),
    allowed: z.array(z.enum(ACTIONS)),
    /** Why the plan may not be changed or reported on by anybody; null: it may, by those allowed. */
    whyNot: Text.nullable(),
    /** A change now voids opinions that have been given. */
    voids: z.boolean(),
    /** A point: its milestones are reported at its problem. */
    isPoint: z.boolean(),
  }),
})

/** What the last days of a plan depend on, so that a phrase is understood while it is typed by the same rule that saves it. */
export const planTermsEndpoint = endpoint({
  method: 'get',
  path: '/problems/:problemId/plan/terms',
  title: '措施时限的推算依据',
  action: 'rectification.plan',
  params,
  input: nothing,
  reply: z.object({
    today: Day,
    facts: z.object({
      receivedOn: Day.nullable(),
      entryOn: Day.nullable(),
      anchorOn: z.null(),
      immediateDays: z.int(),
      immediateBy: SETTINGS['deadline.immediate-by'].shape,
      reviewMonths: z.int(),
    }),
    calendar: z.object({ off: z.array(Day), on: z.array(Day), years: z.array(z.int()) }),
  }),
})
export type Plan = z.output<typeof planEndpoint.reply>

/** The whole plan as edited: measures without an id are new, those no longer listed are taken out. */
export const savePlanEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/plan',
  title: '编制整改方案',
  action: 'rectification.plan',
  params,
  versioned: true,
  input: z.strictObject({
    measures: z
      .array(
        z.strictObject({
          id: MeasureId.optional(),
          text: needed(4000, '请填写措施'),
          unitId: UnitId.nullable().default(null),
          personId: PersonId.nullable().default(null),
          deadline: optionalText(200),
          result: optionalText(1000),
          milestones: z
            .array(
              z.strictObject({
                id: MilestoneId.optional(),
                text: needed(500, '请填写节点'),
                dueOn: Day.nullable().default(null),
              }),
            )
            .max(30, '一条措施最多 30 个节点')
            .default([]),
        }),
      )
      .max(200, '一个问题最多 200 条措施'),
    reason: optionalText(200),
  }),
  reply: z.object({ version: z.int() }),
})

/** How far one measure is. Behind its time: with the reason. Done: only with proof. */
export const reportEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/measures/:measureId/report',
  title: '填报进展',
  action: 'rectification.report',
  params: z.strictObject({ problemId: MatterId, measureId: MeasureId }),
  versioned: true,
  input: z.strictObject({
    state: z.enum(REPORT_STATES),
    /** On which day it was done; today unless said otherwise, never later. */
    doneOn: Day.optional(),
    doneText: needed(4000, '请填写完成情况'),
    delayReason: optionalText(1000),
    difficulty: optionalText(1000),
    nextStep: optionalText(1000),
    reached: z.array(z.strictObject({ milestoneId: MilestoneId, on: Day.nullable() })).default([]),
  }),
  reply: z.object({ version: z.int() }),
})

/** What was reported on a problem, newest first. */
export const reportsEndpoint = endpoint({
  method: 'get',
  path: '/problems/:problemId/reports',
  title: '进展填报记录',
  action: 'problem.view',
  params,
  input: nothing,
  reply: z.object({ reports: z.array(Report) }),
})

/** Says which files prove which measures. A file may prove several, a measure needs at least one. */
export const linkEvidenceEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/evidence-links',
  title: '关联佐证',
  action: 'rectification.link',
  params,
  input: z.strictObject({
    add: z
      .array(z.strictObject({ measureId: MeasureId, evidenceId: EvidenceId }))
      .max(500)
      .default([]),
    remove: z
      .array(z.strictObject({ measureId: MeasureId, evidenceId: EvidenceId }))
      .max(500)
      .default([]),
  }),
  reply: done,
})
