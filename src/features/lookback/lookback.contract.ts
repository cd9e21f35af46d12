import { z } from 'zod'
import { Day, dayField } from '#kernel/days.ts'
import { Text, trimmedText, needed, verbatim } from '#kernel/fields.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { InspectionId, PersonId, SourceId, UnitId } from '#kernel/rooms/org.ts'
import { LookbackId, LookbackItemId, LOOKBACK_RESULTS } from '#kernel/rooms/lookback.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { SOURCE_CLASSES } from '#kernel/rooms/org-tables.ts'
import { Figure } from '#features/problems/desk.contract.ts'
import { PROPOSAL_PARTS } from './domain/proposals.ts'
import { CLOSURE_KINDS } from './domain/scope.ts'
import { ITEM_STATES } from './domain/lookback.ts'

const MANY = 500

export const ScopeForm = z.strictObject({
  sources: z.array(SourceId).max(MANY).default([]),
  classes: z.array(z.enum(SOURCE_CLASSES)).default([]),
  inspections: z.array(InspectionId).max(MANY).default([]),
  rounds: z.array(verbatim(60)).max(MANY).default([]),
  closures: z.array(z.enum(CLOSURE_KINDS)).min(1, '请至少选择一种销号情况'),
  units: z.array(UnitId).max(MANY).default([]),
  before: dayField('请填写日期').nullable().default(null),
  again: z.boolean().default(false),
})
export type ScopeForm = z.output<typeof ScopeForm>

/** How far the closures that older ledgers declare have been looked at again: declared = verified + inHand + unlooked. */
export const declaredFiguresEndpoint = endpoint({
  method: 'get',
  path: '/lookback-figures',
  title: '“回头看”概况',
  action: 'desk.officer',
  params: nothing,
  input: nothing,
  reply: z.object({
    declared: Figure,
    verified: z.int(),
    inHand: z.int(),
    unlooked: z.int(),
    /** Undecided items of campaigns that end soon or should have. */
    dueSoon: z.int(),
  }),
})

const Preview = z.object({
  /** Everything that fits the scope; of it: taken in, in hand elsewhere, verified before. They add up. */
  found: z.int(),
  items: z.int(),
  inHand: z.int(),
  verified: z.int(),
  /** Of the items: how each closure came about, and how many without a known day. */
  kinds: z.record(z.enum(CLOSURE_KINDS), z.int()),
  undated: z.int(),
  /** The first of them. */
  rows: z.array(
    z.object({
      id: MatterId,
      no: Text.nullable(),
      title: Text,
      lead: Text.nullable(),
      closedOn: Day.nullable(),
    }),
  ),
})
export type Preview = z.output<typeof Preview>

/** What a campaign of this scope would take in; nothing is written. The scope is too long for an address, so it stands in the body. */
export const previewScopeEndpoint = endpoint({
  method: 'post',
  path: '/lookbacks/preview',
  title: '预览“回头看”范围',
  action: 'lookback.manage',
  params: nothing,
  input: ScopeForm,
  reply: Preview,
})

/** Starts a campaign with exactly the number of items that was shown. */
export const startEndpoint = endpoint({
  method: 'post',
  path: '/lookbacks',
  title: '发起“回头看”',
  action: 'lookback.manage',
  once: true,
  params: nothing,
  input: z.strictObject({
    name: needed(60, '请填写名称'),
    dueOn: dayField('请填写截止日期'),
    note: trimmedText(1000).default(''),
    scope: ScopeForm,
    expected: z.int().min(0),
  }),
  reply: z.object({ id: LookbackId, items: z.int() }),
})

/** Each count opens the rows it counts: /lookback/:id with these conditions. */
export const Figures = z.object({
  total: z.int(),
  assigned: z.int(),
  unassigned: z.int(),
  /** `none`: nothing recorded yet. */
  results: z.record(z.enum(['none', ...LOOKBACK_RESULTS]), z.int()),
  states: z.record(z.enum(ITEM_STATES), z.int()),
  kinds: z.record(z.enum(['declared', 'ours']), z.int()),
  /** Of closures an older ledger declares: verified by us. Never counted among our own. */
  declaredVerified: z.int(),
  /** Undecided after the campaign's last day. */
  overdue: z.int(),
})
export type Figures = z.output<typeof Figures>

const Campaign = z.object({
  id: LookbackId,
  name: Text,
  startedOn: Day,
  dueOn: Day,
  endedOn: Day.nullable(),
  by: Text,
  figures: Figures,
})
export type Campaign = z.output<typeof Campaign>

export const listLookbacksEndpoint = endpoint({
  method: 'get',
  path: '/lookbacks',
  title: '“回头看”',
  action: 'lookback.view',
  params: nothing,
  input: nothing,
  reply: z.object({ asOf: Day, campaigns: z.array(Campaign) }),
})

const params = z.strictObject({ lookbackId: LookbackId })
const Choice = z.object({ id: z.guid(), name: Text })
export const lookbackEndpoint = endpoint({
  method: 'get',
  path: '/lookbacks/:lookbackId',
  title: '“回头看”详情',
  action: 'lookback.view',
  params,
  input: nothing,
  reply: Campaign.extend({
    version: z.int(),
    asOf: Day,
    note: Text.nullable(),
    /** Conditions of the scope in words. */
    scopeWords: z.array(Text),
    /** Lead units and assignees that occur. */
    leads: z.array(Choice),
    assignees: z.array(Choice),
    /** New in the scope since it was taken; null for readers and once it has ended. */
    fresh: z.int().nullable(),
  }),
})
export type Lookback = z.output<typeof lookbackEndpoint.reply>

const Assignee = { unitId: UnitId.nullable().default(null), personId: PersonId.nullable().default(null) }
/** Gives items to a unit or a person; neither: takes them back. All of them as seen, or none. */
export const assignEndpoint = endpoint({
  method: 'post',
  path: '/lookbacks/:lookbackId/assign',
  title: '分派“回头看”',
  action: 'lookback.manage',
  params,
  input: z
    .strictObject({
      items: z
        .array(z.strictObject({ id: LookbackItemId, version: z.int() }))
        .min(1, '请先选择事项')
        .max(2000),
      ...Assignee,
    })
    .refine(({ unitId, personId }) => unitId === null || personId === null, { path: ['unitId'], message: '只能分派给一个单位或一个人' }),
  reply: z.object({ assigned: z.int() }),
})

export const proposalsEndpoint = endpoint({
  method: 'get',
  path: '/lookbacks/:lookbackId/proposals',
  title: '分派建议',
  action: 'lookback.manage',
  params,
  input: z.strictObject({ by: z.enum(PROPOSAL_PARTS) }),
  reply: z.object({
    /** What would be given out; with `nobody` and `ownWork` every item not yet given to anybody. */
    expected: z.int(),
    units: z.array(z.object({ id: UnitId, name: Text, count: z.int() })),
    nobody: z.int(),
    ownWork: z.int(),
  }),
})
export type ProposalsReply = z.output<typeof proposalsEndpoint.reply>
export const assignByEndpoint = endpoint({
  method: 'post',
  path: '/lookbacks/:lookbackId/assign-by',
  title: '按建议分派',
  action: 'lookback.manage',
  params,
  input: z.strictObject({ by: z.enum(PROPOSAL_PARTS), expected: z.int().min(0) }),
  reply: z.object({ assigned: z.int() }),
})

/** Takes the scope again and adds only what is new in it. */
export const extendEndpoint = endpoint({
  method: 'post',
  path: '/lookbacks/:lookbackId/extend',
  title: '重新取范围',
  action: 'lookback.manage',
  params,
  versioned: true,
  input: z.strictObject({ expected: z.int().min(0) }),
  reply: z.object({ version: z.int(), added: z.int() }),
})
export const endEndpoint = endpoint({
  method: 'post',
  path: '/lookbacks/:lookbackId/end',
  title: '结束“回头看”',
  action: 'lookback.manage',
  params,
  versioned: true,
  input: z.strictObject({ reason: trimmedText(1000).default('') }),
  reply: z.object({ version: z.int() }),
})
