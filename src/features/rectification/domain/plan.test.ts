import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { MeasureId, MilestoneId } from '#kernel/rooms/problems.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import { type PlanLine, type PlannedMeasure, type StandingPlan, changesAnything, savePlan } from './plan.ts'

const id = (name: string) => name as MeasureId & MilestoneId & UnitId
const day = (text: string) => text as Day
const measure = (name: string, no: number, more: Partial<PlannedMeasure & { used: boolean }> = {}) => ({
  id: id(name),
  no,
  text: `措施${name}`,
  unitId: null,
  personId: null,
  deadlineRaw: null,
  dueOn: null,
  result: null,
  milestones: [],
  used: false,
  ...more,
})
const stone = (name: string, no: number, dueOn: string | null = null) => ({
  id: id(name),
  no,
  text: `节点${name}`,
  dueOn: dueOn as Day | null,
})
const OPEN: StandingPlan = {
  level: 'problem',
  state: 'open',
  declared: null,
  measures: [measure('a', 1), measure('b', 2, { used: true, milestones: [stone('s', 1)] })],
}
const lineOf = ({ id: own, text, unitId, personId, deadlineRaw, result, milestones }: PlannedMeasure): PlanLine => ({
  id: own,
  text,
  unitId,
  personId,
  deadline: deadlineRaw ?? undefined,
  result: result ?? undefined,
  milestones: milestones.map((one) => ({ id: one.id, text: one.text, dueOn: one.dueOn })),
})
const fresh = (text: string, more: Partial<PlanLine> = {}): PlanLine => ({ text, unitId: null, personId: null, milestones: [], ...more })
const means = () => {
  let n = 0
  return {
    dueOf: (phrase: string) => (phrase === '年底前' ? day('2026-12-31') : null),
    isHolder: (holder: string) => holder !== 'gone',
    newId: () => `new${(n += 1)}`,
  }
}
const save = (plan: StandingPlan, measures: readonly PlanLine[], reason?: string) => savePlan(plan, { measures, reason }, means())
const lines = OPEN.measures.map(lineOf)

const late = (deadline: string, dueOn: string) => [...lines, fresh('x', { deadline, milestones: [{ text: '验收', dueOn: day(dueOn) }] })]

describe('不许保存的', () => {
  test.each([
    ['已销号', { state: 'closed' }, 'rectification.closed'],
    ['原台账载明已销号', { declared: 'closed' }, 'rectification.declared'],
    ['点位', { level: 'point' }, 'plan.of-point'],
    ['上级原文', { level: 'item' }, 'rectification.of-item'],
  ] as const)('%s', (_, more, code) => expect(save({ ...OPEN, ...more }, lines)).toMatchObject({ refusal: { code } }))

  test.each([
    ['别处的措施', [...lines, fresh('x', { id: id('z') })], 'plan.unknown-line', 3],
    ['同一条两次', [...lines, ...lines], 'plan.unknown-line', 3],
    ['别的措施的节点', [fresh('x', { id: id('a'), milestones: [{ id: id('s'), text: '节', dueOn: null }] })], 'plan.unknown-line', 1],
    ['新措施带旧节点', [...lines, fresh('x', { milestones: [{ id: id('s'), text: '节', dueOn: null }] })], 'plan.unknown-line', 3],
    ['已停用的单位', [fresh('x'), fresh('y', { unitId: id('gone') })], 'plan.unknown-holder', 2],
  ] as const)('%s', (_, planned, code, row) => expect(save(OPEN, planned, '有原因')).toMatchObject({ refusal: { code, detail: { row } } }))

  test('取消填报过的措施要原因，没填报过的不要', () => {
    expect(save(OPEN, lines.slice(0, 1))).toMatchObject({ refusal: { code: 'plan.removal-reason', detail: { no: 2 } } })
    expect(save(OPEN, lines.slice(0, 1), '并入措施1').ok).toBe(true)
    expect(save(OPEN, lines.slice(1)).ok).toBe(true)
  })

  test('节点晚于措施的最后一天要原因；同一天不要；措施没有日子不管', () => {
    expect(save(OPEN, late('年底前', '2027-01-01'))).toMatchObject({
      refusal: { code: 'plan.milestone-late', detail: { row: 3, text: '验收' } },
    })
    expect(save(OPEN, late('年底前', '2027-01-01'), '分两年验收').ok).toBe(true)
    expect(save(OPEN, late('年底前', '2026-12-31')).ok).toBe(true)
    expect(save(OPEN, late('分阶段', '2027-01-01')).ok).toBe(true)
  })
})

const changed = (planned: readonly PlanLine[], plan = OPEN) => {
  const decision = save(plan, planned, '有原因')
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.event
}

describe('保存的', () => {
  test('原样保存，什么也不变', () => expect(changesAnything(changed(lines))).toBe(false))

  test('验收中也可以改', () => expect(save({ ...OPEN, state: 'in_closeout' }, lines).ok).toBe(true))

  test('时限看不明白的保留原文、没有日子', () =>
    expect(changed([...lines, fresh('x', { deadline: '分阶段推进' })]).measures.added).toMatchObject([
      { no: 3, deadlineRaw: '分阶段推进', dueOn: null },
    ]))

  test('没有改动的时限保留当时认出的日子，改动了的重新认', () => {
    const plan = { ...OPEN, measures: [measure('a', 1, { deadlineRaw: '年底前', dueOn: day('2025-12-31') })] }
    const line = fresh('措施a', { id: id('a'), deadline: '年底前' })
    expect(changesAnything(changed([line], plan))).toBe(false)
    expect(changed([{ ...line, deadline: '3月前' }], plan).measures.changed).toMatchObject([{ dueOn: null }])
  })

  test('调换次序、增减节点', () => {
    const [a, b] = lines
    if (!a || !b) throw new Error()
    const event = changed([{ ...b, milestones: [{ text: '新节点', dueOn: null }] }, a])
    expect(event.measures.changed.map(({ id: own, no }) => [own, no])).toEqual([
      ['b', 1],
      ['a', 2],
    ])
    expect(event.milestones).toMatchObject({ added: [{ measureId: 'b', no: 1, text: '新节点' }], changed: [], removed: ['s'] })
  })

  test('取消措施，它的节点随它留下', () => {
    expect(changed(lines.slice(0, 1))).toEqual({
      measures: { added: [], changed: [], removed: ['b'] },
      milestones: { added: [], changed: [], removed: [] },
    })
  })

  test('保存之后就是所要的方案：序号连续，一条不多一条不少', () => {
    const text = fc.string({ minLength: 1, maxLength: 8 })
    const anyLines = fc
      .tuple(fc.shuffledSubarray(lines), fc.array(text, { maxLength: 4 }))
      .chain(([staying, added]) =>
        fc.shuffledSubarray([...staying, ...added.map((words) => fresh(words))], { minLength: staying.length + added.length }),
      )
    fc.assert(
      fc.property(anyLines, (wanted) => {
        const { measures } = changed(wanted)
        const after = new Map(OPEN.measures.map((row) => [String(row.id), row as PlannedMeasure]))
        for (const gone of measures.removed) after.delete(gone)
        for (const row of [...measures.added, ...measures.changed]) after.set(row.id, row)
        const rows = [...after.values()].toSorted((a, b) => a.no - b.no)
        expect(rows.map(({ no }) => no)).toEqual(wanted.map((_, i) => i + 1))
        expect(rows.map((row) => row.text)).toEqual(wanted.map((row) => row.text))
      }),
    )
  })
})
