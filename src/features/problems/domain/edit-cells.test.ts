import { describe, expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { type Deadline, parseDeadline } from '#kernel/deadline.ts'
import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { type EditedProblem, type TypedCell, editCells } from './edit-cells.ts'
import type { Meant, ShownHolder } from './edit-holders.ts'
import type { ProblemFacts } from './problem.ts'

const holderNamed = (holder: ShownHolder['holder'], name: string, ownPhone: string | null = null): ShownHolder => ({
  holder,
  name,
  ownPhone,
  words: [name],
})
const UNITS: Record<string, string> = { 住建局: 'u1', 水利局: 'u2' }
const PEOPLE: Record<string, [string, string | null]> = { 办事员甲: ['p1', '8001'], 办事员乙: ['p2', null] }
const unknown = (name: string): Meant => ({ named: holderNamed({ text: name }, name), notice: `“${name}”不在名录中` })
const meanings = {
  unit: (name: string): Meant => (UNITS[name] ? { named: holderNamed({ unitId: UNITS[name] }, name), notice: null } : unknown(name)),
  person: (name: string): Meant => {
    const found = PEOPLE[name]
    return found ? { named: holderNamed({ personId: found[0] }, name, found[1]), notice: null } : unknown(name)
  },
  deadline: (phrase: string): Deadline => parseDeadline(phrase, '2026-11-23' as Day),
  isOpenEnded: ({ deadline, confirmedOn }: ProblemFacts) => confirmedOn === null && deadline?.date === undefined,
}
const nobody = Object.fromEntries(PARTS.map((part) => [part, []])) as unknown as Record<Part, ShownHolder[]>
const facts = {
  level: 'problem',
  target: null,
  remark: null,
  deadlineRaw: null,
  deadline: null,
  confirmedOn: null,
} as unknown as ProblemFacts
const problem: EditedProblem = { title: '堆场无覆盖', closed: false, facts, held: nobody, recent: nobody }
const cell = (column: TypedCell['column'], text: string): TypedCell => ({ column, text })
const edited = (editedProblem: EditedProblem, ...cells: TypedCell[]) => {
  const decision = editCells(editedProblem, cells, 3, meanings)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.event
}
const refused = (editedProblem: EditedProblem, ...cells: TypedCell[]) => {
  const decision = editCells(editedProblem, cells, 3, meanings)
  return decision.ok ? undefined : decision.refusal
}
const changesOf = (editedProblem: EditedProblem, ...cells: TypedCell[]) =>
  edited(editedProblem, ...cells).changes.map(({ column, before, after }) => [column, before, after])

describe('填写单位与人员', () => {
  test('认得的对应到名录，不认得的按原文并说明；重复的只算一次', () => {
    const { held, changes, parts } = edited(problem, cell('lead', '住建局、水利局，海堤办、住建局'))
    expect(held.lead.map(({ holder }) => holder)).toEqual([{ unitId: 'u1' }, { unitId: 'u2' }, { text: '海堤办' }])
    expect(changes).toEqual([{ column: 'lead', before: '', after: '住建局、水利局、海堤办', notice: '“海堤办”不在名录中' }])
    expect(parts).toEqual(['lead'])
  })
  test('牵头栏里写明配合的，请填到配合栏', () => {
    expect(refused(problem, cell('lead', '住建局牵头，水利局配合'))).toEqual({
      code: 'problem.bad-cell',
      detail: { row: 3, column: '牵头单位', why: '“水利局”写明是配合单位，请填在「配合单位」列' },
    })
  })
  test('文字没有变就没有改动；空格不算', () => {
    const editedProblem = { ...problem, held: { ...nobody, lead: [holderNamed({ text: '住建局' }, '住建局')] } }
    expect(edited(editedProblem, cell('lead', ' 住建局 '))).toMatchObject({ changes: [], parts: [] })
  })
  test('按原来显示的文字填回去，正是原来的人：分隔符在名字里、重名、已离任都一样', () => {
    const before = [holderNamed({ text: '海堤办、滩涂办' }, '海堤办、滩涂办'), holderNamed({ unitId: 'u9' }, '住建局')]
    const editedProblem = { ...problem, held: { ...nobody, co: before } }
    const after = edited(editedProblem, cell('co', '水利局'))
    const back = edited({ ...editedProblem, held: after.held, recent: { ...nobody, co: before } }, cell('co', '海堤办、滩涂办、住建局'))
    expect(back.held.co).toEqual(before)
  })
  test('清空就是没有人', () =>
    expect(
      edited({ ...problem, held: { ...nobody, leader: [holderNamed({ personId: 'p1' }, '办事员甲')] } }, cell('leader', '')).held.leader,
    ).toEqual([]))
})

describe('责任人与电话', () => {
  const editedProblem = { ...problem, held: { ...nobody, person: [holderNamed({ text: '老办事员', phone: '8111' }, '老办事员')] } }
  test('换了人，电话随人走，改动里写明；两格一起填回就恢复', () => {
    const after = edited(editedProblem, cell('person', '办事员甲'))
    expect(after.changes.map(({ column, before, after: now }) => [column, before, now])).toEqual([
      ['person', '老办事员', '办事员甲'],
      ['phone', '8111', '8001'],
    ])
    const back = edited(
      { ...editedProblem, held: after.held, recent: editedProblem.held },
      cell('phone', '8111'),
      cell('person', '老办事员'),
    )
    expect(back.held.person).toEqual(editedProblem.held.person)
  })
  test('电话按顺序对应，名录里的电话不另存', () => {
    const { held } = edited(problem, cell('person', '办事员甲、办事员乙'), cell('phone', '8001、8002'))
    expect(held.person.map(({ holder }) => holder)).toEqual([{ personId: 'p1' }, { personId: 'p2', phone: '8002' }])
    expect(changesOf(problem, cell('person', '办事员乙、办事员甲')).at(-1)).toEqual(['phone', '', '、8001'])
  })
  test.each([
    ['没有责任人', problem, '8001', '还没有责任人，请先填写责任人'],
    [
      '电话多于人',
      { ...editedProblem, held: { ...nobody, person: [...editedProblem.held.person, holderNamed({ text: '乙' }, '乙')] } },
      '1、2、3',
      '有 3 个电话，责任人只有 2 个',
    ],
  ])('%s：拒绝', (_, from, text, why) => expect(refused(from, cell('phone', text))?.detail).toMatchObject({ why }))
})

describe('期限', () => {
  const editedProblem = { ...problem, facts: { ...facts, deadlineRaw: '分阶段', confirmedOn: '2026-06-30' as Day } }
  test('改了表述，原来确认的日期作废并写明；填回去一并恢复', () => {
    const after = edited(editedProblem, cell('deadline', '2027年6月底前'))
    expect(after.facts).toMatchObject({ deadlineRaw: '2027年6月底前', deadline: { kind: 'by', date: '2027-06-30' }, confirmedOn: null })
    expect(after.changes).toEqual([
      { column: 'deadline', before: '分阶段', after: '2027年6月底前', notice: null },
      { column: 'confirmedOn', before: '2026-06-30', after: '', notice: '整改时限改动后，原来确认的日期不再适用' },
    ])
    expect(
      edited({ ...editedProblem, facts: after.facts }, cell('confirmedOn', '2026-06-30'), cell('deadline', '分阶段')).facts,
    ).toMatchObject({
      deadlineRaw: '分阶段',
      confirmedOn: '2026-06-30',
    })
  })
  test('定不出日期的表述先说明', () => {
    expect(edited(problem, cell('deadline', '分阶段完成')).changes[0]?.notice).toBe('“分阶段完成”定不出最后日期，将列入“期限待确认”')
  })
  test.each([
    ['2026-06-30', '2026-06-30'],
    ['2026年6月30日', '2026-06-30'],
    ['2026/6/3', '2026-06-03'],
    ['２０２６．６．３', '2026-06-03'],
  ])('确认的日期 %s → %s', (text, day) => expect(edited(problem, cell('confirmedOn', text)).facts.confirmedOn).toBe(day))
  test.each(['2026-02-30', '6月底', '明天'])('%s 不是日期', (text) =>
    expect(refused(problem, cell('confirmedOn', text))).toMatchObject({ code: 'problem.bad-cell' }),
  )
})

describe('不能改的', () => {
  test('已销号的问题', () => {
    expect(refused({ ...problem, closed: true }, cell('remark', '补'))).toEqual({ code: 'problem.closed', detail: { title: '堆场无覆盖' } })
    expect(refused({ ...problem, closed: true }, cell('remark', ''))).toBeUndefined()
  })
  test('上级原文的目标和时限；责任可以填', () => {
    const item = { ...problem, facts: { ...facts, level: 'item' as const } }
    expect(refused(item, cell('target', '改'))).toEqual({ code: 'problem.read-only', detail: { column: '整改目标' } })
    expect(changesOf(item, cell('lead', '住建局'))).toEqual([['lead', '', '住建局']])
  })
})
