import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { type Term, beginDuty, stopDuty } from './duties.ts'
import { checkYear, readHolidays } from './holidays.ts'
import { withBelow, wouldLoop } from './units.ts'

const day = (text: string) => text as Day
const term = (role: Term['role'], from: string, to: string | null = null, unitId = 'a'): Term => ({
  role,
  unitId,
  from: day(from),
  to: to === null ? null : day(to),
})

test.each([
  ['业务角色在任时授予系统管理员', [term('officer', '2026-01-01')], term('system_admin', '2026-06-01'), 'org.admin-exclusive'],
  ['系统管理员在任时授予业务角色', [term('system_admin', '2026-01-01')], term('head', '2026-06-01'), 'org.admin-exclusive'],
  ['交接当天重叠', [term('officer', '2026-01-01', '2026-06-01')], term('system_admin', '2026-06-01'), 'org.admin-exclusive'],
  ['承办人查阅举报人信息', [term('handler', '2026-01-01')], term('complainant_reader', '2026-06-01'), 'org.reader-exclusive'],
  ['查阅人任单位负责人', [term('complainant_reader', '2026-01-01')], term('head', '2026-06-01'), 'org.reader-exclusive'],
  ['将来的角色也算', [term('officer', '2027-01-01')], term('system_admin', '2026-06-01'), 'org.admin-exclusive'],
  ['次日起不再重叠', [term('officer', '2026-01-01', '2026-05-31')], term('system_admin', '2026-06-01'), undefined],
  ['同一单位同一角色', [term('head', '2026-01-01')], term('head', '2026-06-01'), 'org.duty-held'],
  ['另一单位同一角色', [term('head', '2026-01-01')], term('head', '2026-06-01', null, 'b'), undefined],
  ['两个业务角色', [term('head', '2026-01-01')], term('verifier', '2026-06-01'), undefined],
] as const)('授予角色：%s', (_, held, next, code) => {
  const decision = beginDuty(held, next)
  expect(decision.ok ? undefined : decision.refusal.code).toBe(code)
})

test.each([
  ['缩短', '2026-01-01', null, '2026-05-31', undefined],
  ['当天给错当天收回', '2026-06-01', null, '2026-05-31', undefined],
  ['尚未生效的收回', '2026-07-01', null, '2026-05-31', undefined],
  ['已经生效的不能当作没有过', '2026-05-31', null, '2026-05-30', 'org.duty-began'],
  ['已经终止的不能延长', '2026-01-01', '2026-03-01', '2026-05-31', 'org.duty-ended'],
] as const)('终止角色：%s', (_, from, to, last, code) => {
  const decision = stopDuty({ from: day(from), to: to === null ? null : day(to) }, day(last), day('2026-06-01'))
  expect(decision.ok ? undefined : decision.refusal.code).toBe(code)
})

test('移动单位：任意的树上，只有移到自己或下级之下才会成环', () => {
  assert(
    property(array(nat(), { minLength: 1, maxLength: 30 }), nat(), nat(), (picks, a, b) => {
      const units = picks.map((pick, i) => ({ id: String(i), parentId: i === 0 ? null : String(pick % i) }))
      const [moved, target] = [String(a % units.length), String(b % units.length)]
      const climbs = (id: string | null): boolean => id !== null && (id === moved || climbs(units[Number(id)]?.parentId ?? null))
      expect(wouldLoop(moved, target, units)).toBe(climbs(target))
      expect(withBelow('0', units).size).toBe(units.length)
    }),
  )
})

test('放假安排：通行的 JSON', () => {
  const read = readHolidays(
    JSON.stringify({
      year: 2027,
      days: [
        { name: '元旦', date: '2027-01-01', isOffDay: true },
        { name: '元旦', date: '2026-12-31', isOffDay: true },
        { name: '春节', date: '2027-01-31', isOffDay: false },
        { name: '春节', date: '2027-02-30', isOffDay: true },
        { name: '元旦', date: '2027-01-01', isOffDay: false },
      ],
    }),
  )
  expect(read.year).toBe(2027)
  expect(read.days).toEqual([
    { day: '2027-01-01', name: '元旦', kind: 'off' },
    { day: '2027-01-31', name: '春节', kind: 'on' },
  ])
  expect(read.outside).toEqual([{ day: '2026-12-31', name: '元旦', kind: 'off' }])
  expect(read.issues.map(({ message }) => message)).toEqual([
    expect.stringContaining('第 4 天'),
    expect.stringContaining('2027-01-01 出现两次'),
  ])
})

test('放假安排：从表格复制的两列或三列', () => {
  const read = readHolidays('日期\t安排\n2027-01-01\t放假\n2027年2月7日 春节 上班\r\n\n2027/10/1,国庆节,放假\n2027-13-01 放假\n2027-05-01')
  expect(read.year).toBe(2027)
  expect(read.days).toEqual([
    { day: '2027-01-01', name: '节假日', kind: 'off' },
    { day: '2027-02-07', name: '春节', kind: 'on' },
    { day: '2027-10-01', name: '国庆节', kind: 'off' },
  ])
  expect(read.issues.map(({ line }) => line)).toEqual([6, 7])
})

test.each(['', '{', '{"days": 1}', 'null', '[1, null, "x"]', '{"year": 2027, "days": [null]}'])(
  '放假安排：看不懂的内容不抛错：%s',
  (text) => {
    expect(readHolidays(text).days).toEqual([])
  },
)

const holiday = (text: string) => ({ day: day(text), name: '元旦', kind: 'off' as const })
test('放假安排：一次一年，一天一次', () => {
  expect(checkYear(2027, [holiday('2027-01-01')]).ok).toBe(true)
  expect(checkYear(2027, [holiday('2026-12-31')])).toMatchObject({ refusal: { code: 'holiday.mixed-years' } })
  expect(checkYear(2027, [holiday('2027-01-01'), holiday('2027-01-01')])).toMatchObject({ refusal: { code: 'holiday.twice' } })
})
