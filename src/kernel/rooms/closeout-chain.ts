import { z } from 'zod'
import { code, needed } from '../fields.ts'
import { SOURCE_CLASSES, type SourceClass } from './org-tables.ts'

/** What a step of a chain does (rules.md R-51). */
export const STEP_KINDS = ['opinion', 'verification', 'notice', 'filing'] as const
export type StepKind = (typeof STEP_KINDS)[number]
export const STEP_KIND_WORDS: Readonly<Record<StepKind, string>> = {
  opinion: '签署意见',
  verification: '现场核查',
  notice: '公示',
  filing: '备案',
}

/** Whose turn a step is. */
export const STEP_HOLDERS = ['lead_head', 'territory_head', 'acceptance', 'supervising', 'office', 'leader'] as const
export type StepHolder = (typeof STEP_HOLDERS)[number]
export const STEP_HOLDER_WORDS: Readonly<Record<StepHolder, string>> = {
  lead_head: '牵头单位负责人',
  territory_head: '属地负责人',
  acceptance: '验收单位验收人',
  supervising: '督导员',
  office: '专班',
  leader: '包联领导',
}

/** What a chain applies to: the whole place, or one class of sources. */
export type ChainScope = 'place' | `class:${SourceClass}`
export const CHAIN_SCOPES: readonly [ChainScope, ...ChainScope[]] = ['place', ...SOURCE_CLASSES.map((name) => `class:${name}` as const)]

export const DAY_TYPES = ['calendar', 'working'] as const
export const DAY_TYPE_WORDS: Readonly<Record<(typeof DAY_TYPES)[number], string>> = { calendar: '自然日', working: '工作日' }

/** A step's own name in its chain; each chain makes its own. */
export const StepKey = code(/^[a-z][a-z0-9_]{0,30}$/)

export const ChainStep = z.strictObject({
  key: StepKey,
  kind: z.enum(STEP_KINDS),
  name: needed(30, '请填写环节名称', '环节名称不超过 30 个字'),
  holder: z.enum(STEP_HOLDERS),
  /** Its passing closes the problem; what follows runs on a closed problem. */
  closes: z.boolean().default(false),
  /** A notice stands so long. */
  days: z.int().min(1).max(90).optional(),
  dayType: z.enum(DAY_TYPES).optional(),
})
export type ChainStep = z.output<typeof ChainStep>

const HOLDERS_OF: Readonly<Record<StepKind, readonly StepHolder[]>> = {
  opinion: ['lead_head', 'territory_head', 'supervising', 'office', 'leader'],
  verification: ['acceptance'],
  notice: ['office'],
  filing: ['office'],
}

const fault = (bad: boolean, at: number, message: string) => (bad ? [{ at, message }] : [])

/** What is wrong with a chain, in words, each with the place of its step; an empty list: it may be used. */
export function chainFaults(steps: readonly ChainStep[]): { readonly at: number; readonly message: string }[] {
  const closing = steps.findIndex(({ closes }) => closes)
  return [
    ...fault(steps.filter(({ closes }) => closes).length !== 1, Math.max(closing, 0), '必须恰好有一个环节“办结即销号”'),
    ...fault(!steps.slice(0, closing + 1).some(({ kind }) => kind === 'verification'), 0, '销号之前必须有现场核查'),
    ...steps.flatMap((step, at) => [
      ...fault(steps.findIndex(({ key }) => key === step.key) !== at, at, '环节代号重复'),
      ...fault(
        !HOLDERS_OF[step.kind].includes(step.holder),
        at,
        `“${STEP_KIND_WORDS[step.kind]}”不能由${STEP_HOLDER_WORDS[step.holder]}办理`,
      ),
      ...fault(step.closes && step.kind !== 'opinion' && step.kind !== 'notice', at, '只有签署意见或公示可以“办结即销号”'),
      ...fault(at > closing && closing >= 0 && step.kind !== 'filing', at, '销号之后只能是备案'),
      ...fault(at <= closing && step.kind === 'filing', at, '备案应在销号之后'),
      ...fault(step.kind === 'notice' && (step.days === undefined || step.dayType === undefined), at, '公示须填写天数和日历'),
    ]),
  ]
}

export const Chain = z
  .array(ChainStep)
  .min(2, '至少要有核查和一个销号环节')
  .max(12, '最多 12 个环节')
  .superRefine((steps, context) => {
    for (const { at, message } of chainFaults(steps)) context.addIssue({ code: 'custom', path: [at], message })
  })
export type Chain = z.output<typeof Chain>

/** The standard chain (rules.md ). */
export const STANDARD_CHAIN: Chain = [
  { key: 'unit', kind: 'opinion', name: '责任单位负责人意见', holder: 'lead_head', closes: false },
  { key: 'verify', kind: 'verification', name: '验收单位现场核查', holder: 'acceptance', closes: false },
  { key: 'office', kind: 'opinion', name: '整改专班复核意见', holder: 'office', closes: false },
  { key: 'notice', kind: 'notice', name: '销号公示', holder: 'office', closes: false, days: 7, dayType: 'calendar' },
  { key: 'leader', kind: 'opinion', name: '包联领导审批意见', holder: 'leader', closes: true },
  { key: 'filing', kind: 'filing', name: '报市备案', holder: 'office', closes: false },
]
