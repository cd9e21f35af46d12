import { z } from 'zod'
import { FileReply, endpoint, nothing } from '#kernel/endpoint.ts'
import { EvidenceId } from '#kernel/rooms/evidence.ts'
import { LookbackId, LookbackItemId, LOOKBACK_RESULTS, OUTCOMES } from '#kernel/rooms/lookback.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { UnitId } from '#kernel/rooms/org.ts'
import { ITEM_STATES } from './domain/lookback.ts'

const trimmedText = (max: number) => z.string().trim().max(max, `不超过 ${max} 个字`)
const needed = (max: number, message: string) => trimmedText(max).min(1, message)
const params = z.strictObject({ lookbackId: LookbackId })

export const ItemFilter = z.strictObject({
  q: z.string().trim().max(100).optional(),
  result: z.enum(['none', ...LOOKBACK_RESULTS]).optional(),
  state: z.enum(ITEM_STATES).optional(),
  kind: z.enum(['declared', 'ours']).optional(),
  /** Lead unit. */
  lead: UnitId.optional(),
  /** Unit or person it was given to; `none`: nobody yet, `any`: somebody. */
  assignee: z.union([z.enum(['none', 'any', 'mine']), z.uuid()]).optional(),
  overdue: z.enum(['yes']).optional(),
})
export type ItemFilter = z.output<typeof ItemFilter>
export const ITEM_SORTS = ['no', '-no', 'lead', '-lead', 'assignee', '-assignee', 'visited', '-visited'] as const

export const ItemRow = z.object({
  id: LookbackItemId,
  version: z.int(),
  matterId: MatterId,
  no: z.string().nullable(),
  title: z.string(),
  source: z.string().nullable(),
  lead: z.string(),
  place: z.string().nullable(),
  /** 原台账载明… or 本系统销号, and since when. */
  closure: z.string(),
  closedOn: z.iso.date().nullable(),
  assignee: z.string().nullable(),
  result: z.enum(LOOKBACK_RESULTS).nullable(),
  found: z.string().nullable(),
  visitedOn: z.iso.date().nullable(),
  visitors: z.string().nullable(),
  recordedBy: z.string().nullable(),
  proofs: z.int(),
  state: z.enum(ITEM_STATES),
  outcomeReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedOn: z.iso.date().nullable(),
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
  reply: z.object({ asOf: z.iso.date(), total: z.int(), rows: z.array(ItemRow) }),
})
export const exportItemsEndpoint = endpoint({
  method: 'get',
  path: '/lookbacks/:lookbackId/items.xlsx',
  title: '导出“回头看”清单',
  action: 'lookback.view',
  params,
  input: ItemFilter,
  answers: 'file',
  reply: FileReply,
})

const Act = z.object({
  /** Null: one may. */
  whyNot: z.string().nullable(),
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
    asOf: z.iso.date(),
    row: ItemRow,
    lookback: z.object({ id: LookbackId, name: z.string(), dueOn: z.iso.date(), endedOn: z.iso.date().nullable() }),
    wording: z.string().nullable(),
    task: z.string().nullable(),
    target: z.string().nullable(),
    measures: z.array(z.object({ no: z.int(), text: z.string(), doneOn: z.iso.date().nullable() })),
    people: z.string(),
    declared: z.object({ raw: z.string().nullable(), on: z.iso.date().nullable(), from: z.string().nullable() }).nullable(),
    statement: z.string().nullable(),
    evidenceIds: z.array(EvidenceId),
    visitorNames: z.array(z.string()),
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
    visitedOn: z.iso.date('请填写核查日期'),
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
  input: z.strictObject({ outcome: z.enum(OUTCOMES), reason: trimmedText(1000).default('') }),
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
    latest: z.object({ lookback: z.object({ id: LookbackId, name: z.string() }), row: ItemRow }).nullable(),
    times: z.int(),
    /** An older ledger's closure that nobody has verified yet. */
    unverified: z.boolean(),
  }),
})
export type ProblemLookback = z.output<typeof problemLookbackEndpoint.reply>
