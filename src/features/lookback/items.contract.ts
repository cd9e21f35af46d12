import { z } from 'zod'
import { Day, dayField } from '#kernel/days.ts'
import { Text, optionalText, trimmedText, needed } from '#kernel/fields.ts'
import { FileReply, endpoint, nothing } from '#kernel/endpoint.ts'
import { EvidenceId } from '#kernel/rooms/evidence.ts'
import { LookbackId, LookbackItemId, LOOKBACK_RESULTS, OUTCOMES } from '#kernel/rooms/lookback.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { UnitId } from '#kernel/rooms/org.ts'
import { ITEM_STATES } from './domain/lookback.ts'

const params = z.strictObject({ lookbackId: LookbackId })

export const ItemFilter = z.strictObject({
  q: trimmedText(100).optional(),
  result: z.enum(['none', ...LOOKBACK_RESULTS]).optional(),
  state: z.enum(ITEM_STATES).optional(),
  kind: z.enum(['declared', 'ours']).optional(),
  /** Lead unit. */
  lead: UnitId.optional(),
  /** Unit or person it was given to; `none`: nobody yet, `any`: somebody. */
  assignee: z.union([z.enum(['none', 'any', 'mine']), z.guid()]).optional(),
  overdue: z.enum(['yes']).optional(),
})
export type ItemFilter = z.output<typeof ItemFilter>
export const ITEM_SORTS = ['no', '-no', 'lead', '-lead', 'assignee', '-assignee', 'visited', '-visited'] as const

export const ItemRow = z.object({
  id: LookbackItemId,
  version: z.int(),
  matterId: MatterId,
  no: Text.nullable(),
  title: Text,
  source: Text.nullable(),
  lead: Text,
  place: Text.nullable(),
  /** 原台账载明… or 本系统销号, and since when. */
  closureWords: Text,
  closedOn: Day.nullable(),
  assignee: Text.nullable(),
  result: z.enum(LOOKBACK_RESULTS).nullable(),
  found: Text.nullable(),
  visitedOn: Day.nullable(),
  visitors: Text.nullable(),
  recordedBy: Text.nullable(),
  proofs: z.int(),
  state: z.enum(ITEM_STATES),
  outcomeReason: Text.nullable(),
  decidedBy: Text.nullable(),
  decidedOn: Day.nullable(),
})
export type ItemRow = z.output<typeof ItemRow>

export const listItemsEndpoint = endpoint({
  method: 'get',
  path: '/lookbacks/:lookbackId/items',
  title: '“回头看”清单',
  action: 'lookback.view',
  params,
  input: ItemFilter.extend({
    sort: z.enum(ITEM_SORTS).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ asOf: Day, total: z.int(), rows: z.array(ItemRow) }),
})
export const exportItemsEndpoint = endpoint({
  method: 'get',
  path: '/lookbacks/:lookbackId/items.xlsx',
  title: '导出“回头看”清单',
  action: 'lookback.view',
  params,
  input: ItemFilter,
  answers: 'file',
  recorded: 'security.export',
  reply: FileReply,
})

const Act = z.object({
  /** Null: one may. */
  whyNot: Text.nullable(),
})
const itemParams = z.strictObject({ itemId: LookbackItemId })
/** One item with as much of the problem as whoever checks it needs, whether or not they take part in it. */
export const itemEndpoint = endpoint({
  method: 'get',
  path: '/lookback-items/:itemId',
  title: '“回头看”事项',
  action: 'lookback.view',
  params: itemParams,
  input: nothing,
  reply: z.object({
    version: z.int(),
    asOf: Day,
    row: ItemRow,
    lookback: z.object({ id: LookbackId, name: Text, dueOn: Day, endedOn: Day.nullable() }),
    wording: Text.nullable(),
    task: Text.nullable(),
    target: Text.nullable(),
    measures: z.array(z.object({ no: z.int(), text: Text, doneOn: Day.nullable() })),
    people: Text,
    declared: z.object({ raw: Text.nullable(), on: Day.nullable(), from: Text.nullable() }).nullable(),
    statement: Text.nullable(),
    evidenceIds: z.array(EvidenceId),
    visitorNames: z.array(Text),
    acts: z.object({ assign: Act, record: Act, decide: Act }),
    /** Whether the problem's own page opens for the reader. */
    opens: z.boolean(),
  }),
})
export type ItemReply = z.output<typeof itemEndpoint.reply>

/** What was found on the spot. May be corrected until it is decided. */
export const recordEndpoint = endpoint({
  method: 'post',
  path: '/lookback-items/:itemId/record',
  title: '登记“回头看”结果',
  action: 'lookback.record',
  params: itemParams,
  versioned: true,
  input: z.strictObject({
    result: z.enum(LOOKBACK_RESULTS, '请选择结果'),
    found: needed(4000, '请填写核查情况；无法核实的写明原因'),
    visitedOn: dayField('请填写核查日期'),
    visitors: z.array(needed(20, '请填写姓名')).min(1, '请填写核查人员').max(20),
    evidenceIds: z.array(EvidenceId).max(200).default([]),
  }),
  reply: z.object({ version: z.int() }),
})

export const decideEndpoint = endpoint({
  method: 'post',
  path: '/lookback-items/:itemId/decide',
  title: '处理“回头看”结果',
  action: 'lookback.decide',
  params: itemParams,
  versioned: true,
  input: z.strictObject({
    outcome: z.enum(OUTCOMES),
    reason: trimmedText(1000).default(''),
    /** Of what is reopened: the last day from here on, and by what paper or for what reason. */
    dueOn: Day.optional(),
    basis: optionalText(300),
  }),
  /** `ended`: that was the last one, the campaign has ended. */
  reply: z.object({ version: z.int(), ended: z.boolean() }),
})

/** The latest look at one problem's closure, for its page. */
export const problemLookbackEndpoint = endpoint({
  method: 'get',
  path: '/problems/:problemId/lookback',
  title: '问题的“回头看”',
  action: 'lookback.view',
  params: z.strictObject({ problemId: MatterId }),
  input: nothing,
  reply: z.object({
    latest: z.object({ lookback: z.object({ id: LookbackId, name: Text }), row: ItemRow }).nullable(),
    times: z.int(),
    /** An older ledger's closure that nobody has verified yet. */
    unverified: z.boolean(),
  }),
})
export type ProblemLookback = z.output<typeof problemLookbackEndpoint.reply>
