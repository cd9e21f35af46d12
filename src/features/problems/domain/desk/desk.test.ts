import { expect, test } from 'vitest'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Role } from '#kernel/roles.ts'
import { groupQueries } from './desk-groups.ts'
import { ownWork } from './own-work.ts'
import { reminderText } from './reminder.ts'
import { proofOf, todoOf } from './todo.ts'

const TODAY = '2026-11-23' as Day
const FACTS = {
  schedule: 'on_time',
  progress: 'in_hand',
  missing: [],
  measuresTotal: 5,
  measuresDone: 2,
  nextDueOn: '2026-12-05' as Day,
  reviewOn: null,
} as const

test.each([
  ['按部就班', {}, ['推进措施（还有3项），最近一项2026年12月5日到期']],
  ['措施逾期', { nextDueOn: '2026-11-20' as Day }, ['推进措施（还有3项），有措施应于2026年11月20日完成，已逾期']],
  ['措施没写日期', { nextDueOn: null }, ['推进措施（还有3项）']],
  ['超期', { schedule: 'overdue' }, ['已超期，抓紧完成并说明原因', '推进措施（还有3项），最近一项2026年12月5日到期']],
  ['待确认', { schedule: 'unconfirmed', nextDueOn: null }, ['明确最后日期', '推进措施（还有3项）']],
  [
    '缺责任人和目标',
    { missing: ['person', 'target', 'deadline', 'measures'] },
    ['明确责任人、目标', '推进措施（还有3项），最近一项2026年12月5日到期'],
  ],
  ['没有措施', { measuresTotal: 0, measuresDone: 0 }, ['制定整改措施']],
  ['措施都完成了', { progress: 'done', measuresDone: 5 }, ['措施已全部完成，备齐佐证']],
  ['长期坚持', { reviewOn: '2027-11-23' as Day }, ['推进措施（还有3项），最近一项2026年12月5日到期', '下次复核2027年11月23日']],
  ['过了复核日', { reviewOn: '2026-11-22' as Day }, ['推进措施（还有3项），最近一项2026年12月5日到期', '应于2026年11月22日复核，已逾期']],
] as const)('要做什么：%s', (_, change, expected) => expect(todoOf({ ...FACTS, ...change }, TODAY)).toEqual(expected))

test('拿什么证明', () => {
  expect(proofOf({ measuresTotal: 0, measuresDone: 0, target: null })).toBe('尚无措施')
  expect(proofOf({ measuresTotal: 5, measuresDone: 2, target: '消除黑臭' })).toBe('措施完成2/5；目标：消除黑臭')
})

test('分组条件：今天起算，第N天为止算临期，次日起算此后', () => {
  expect(groupQueries({ unit: 'u' }, TODAY, 7)).toEqual({
    overdue: { unit: 'u', schedule: 'overdue' },
    soon: { unit: 'u', schedule: 'behind,on_time', dueFrom: '2026-11-23', dueTo: '2026-11-30' },
    unconfirmed: { unit: 'u', schedule: 'unconfirmed' },
    later: { unit: 'u', schedule: 'behind,on_time', dueFrom: '2026-12-01' },
    lasting: { unit: 'u', schedule: 'behind,on_time', dated: 'no' },
  })
})

const REMINDER = { unit: '样例镇人民政府', from: '样例区整改专班', today: TODAY, time: '09:05', soonDays: 7, overdue: [], soon: [] }
const item = { no: '12', title: '甲'.repeat(41), dueOn: '2026-11-20' as Day, clock: '超期3天' }

test('催办：只有一类时不分一二；标题过长截短；没有编号也成句', () => {
  expect(
    reminderText({
      ...REMINDER,
      overdue: [item, { ...item, no: null, title: '清理垃圾。\n另行' }, { ...item, title: `首句到此。${'乙'.repeat(40)}` }],
    }),
  ).toBe(
    [
      '样例镇人民政府：',
      '　　截至2026年11月23日09:05，你单位牵头的整改事项中，已超期3项，现予催办：',
      '　　已超期（3项）',
      `　　1. 【12】${'甲'.repeat(40)}……，最后日期2026年11月20日，超期3天。`,
      '　　2. 清理垃圾。 另行，最后日期2026年11月20日，超期3天。',
      '　　3. 【12】首句到此，最后日期2026年11月20日，超期3天。',
      '　　请对照整改目标和措施抓紧推进，完成后及时报送佐证材料；确有困难的，请在最后日期前书面说明原因和下一步安排。',
      '样例区整改专班',
      '2026年11月23日',
    ].join('\n'),
  )
})

test('催办：没有可催的就直说', () => {
  expect(reminderText(REMINDER)).toBe('样例镇人民政府：\n　　截至2026年11月23日09:05，你单位牵头的整改事项没有超期或7天内到期的。')
})

const actor = (...roles: readonly Role[]): Actor => ({
  id: 'me' as PersonId,
  name: '某某',
  duties: roles.map((role) => ({ role, units: ['own' as UnitId, 'below' as UnitId] })),
})
test.each([
  [['handler'], {}],
  [['leader', 'head'], {}],
  [['officer'], {}],
  [['officer', 'leader'], { leader: 'me' }],
  [['supervisor', 'head'], { unit: 'own' }],
] as const)('%s 自己的工作', (roles, expected) => expect(ownWork(actor(...roles))).toEqual(expected))
