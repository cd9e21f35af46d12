import { z } from 'zod'
import { code, needed } from '../fields.ts'
import { DAY_TYPES, STEPS, STEP_HOLDERS, STEP_HOLDER_WORDS, STEP_KINDS, isOfSort, specOf } from './closeout-steps.ts'

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

/** What the kinds of which this is true do, in words: 签署意见或公示 */
const oneOf = (closing: 'may-close' | 'after') =>
  Object.values(STEPS)
    .flatMap((spec) => (spec.closing === closing ? [spec.word] : []))
    .join('或')

const fault = (bad: boolean, at: number, message: string) => (bad ? [{ at, message }] : [])

/** An opinion by others than the unit that did the work. With the verification it is the floor of every chain (rules.md R-53): no setting goes below. */
export const isOthersOpinion = (step: Pick<ChainStep, 'kind' | 'holder'>): boolean =>
  isOfSort(step, 'opinion') && step.holder !== 'lead_head'

/** What is wrong with a chain, in words, each with the place of its step; an empty list: it may be used. */
export function chainFaults(steps: readonly ChainStep[]): { readonly at: number; readonly message: string }[] {
  const closing = steps.findIndex(({ closes }) => closes)
  return [
    ...fault(steps.filter(({ closes }) => closes).length !== 1, Math.max(closing, 0), '必须恰好有一个环节“办结即销号”'),
    ...fault(!steps.slice(0, closing + 1).some((step) => isOfSort(step, 'verification')), 0, '销号之前必须有现场核查'),
    ...fault(!steps.slice(0, closing + 1).some(isOthersOpinion), 0, '销号之前（含办结环节）必须有责任单位负责人以外的人签署意见'),
    ...steps.flatMap((step, at) => [
      ...fault(steps.findIndex(({ key }) => key === step.key) !== at, at, '环节代号重复'),
      ...stepFaults(step, at, closing),
    ]),
  ]
}

function stepFaults(step: ChainStep, at: number, closing: number) {
  const { word, holders, closing: place } = specOf(step.kind)
  return [
    ...fault(!holders.includes(step.holder), at, `“${word}”不能由${STEP_HOLDER_WORDS[step.holder]}办理`),
    ...fault(step.closes && place !== 'may-close', at, `只有${oneOf('may-close')}可以“办结即销号”`),
    ...fault(at > closing && closing >= 0 && place !== 'after', at, `销号之后只能是${oneOf('after')}`),
    ...fault(at <= closing && place === 'after', at, `${word}应在销号之后`),
    ...fault(isOfSort(step, 'notice') && (step.days === undefined || step.dayType === undefined), at, `${word}须填写天数和日历`),
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
