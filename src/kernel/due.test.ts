import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Calendar, type Day, addDays, addMonths, daysBetween } from './days.ts'
import { type DeadlineUnit, parseDeadline } from './deadline.ts'
import { type DueFacts, dueOf } from './due.ts'

const d = (text: string) => text as Day
const calendar: Calendar = { off: new Set(['2024-06-10']), on: new Set(['2024-06-15']), years: new Set([2024]) }
const facts: DueFacts = {
  receivedOn: d('2024-06-05'),
  entryOn: null,
  anchorOn: null,
  immediateDays: 15,
  immediateBy: 'days',
  reviewMonths: 12,
}
const due = (phrase: string, over: Partial<DueFacts> = {}) => dueOf(parseDeadline(phrase, d('2024-06-15')), { ...facts, ...over }, calendar)

describe('最后期限', () => {
  test.each([
    ['2024年底前', {}, '2024-12-31', null],
    ['3月28日至4月10日', {}, '2024-04-10', null],
    ['十五日内', {}, '2024-06-20', null],
    ['一周内', {}, '2024-06-12', null],
    ['2个月内', { receivedOn: d('2024-12-31') }, '2025-02-28', null],
    ['两个季度内', {}, '2024-12-05', null],
    ['一年内', {}, '2025-06-05', null],
    ['2小时内', {}, '2024-06-05', null],
    ['24小时内', {}, '2024-06-06', null],
    ['36小时内', {}, '2024-06-06', null],
    ['72小时内', {}, '2024-06-08', null],
    ['5个工作日内', {}, '2024-06-13', null],
    ['8个工作日内', {}, '2024-06-17', null],
    ['收到反馈后10日内', {}, '2024-06-15', null],
    ['收到反馈后10日内', { anchorOn: d('2024-06-01') }, '2024-06-11', null],
    ['省出台文件后2个月完成', { anchorOn: d('2024-08-01') }, '2024-10-01', null],
    ['立行立改', {}, '2024-06-20', null],
    ['立行立改', { immediateDays: 3, anchorOn: d('2024-07-01') }, '2024-07-04', null],
    ['立行立改', { immediateBy: 'entry', entryOn: d('2024-09-01') }, '2024-08-31', null],
    ['立行立改（进驻前完成）', { entryOn: d('2024-09-01') }, '2024-08-31', null],
    ['立行立改，长期坚持', {}, '2024-06-20', '2025-06-20'],
    ['2024年底前完成，长期坚持', {}, '2024-12-31', '2025-12-31'],
    ['长期坚持', {}, null, '2025-06-05'],
    ['每季度', { reviewMonths: 3 }, null, '2024-09-05'],
    ['长期坚持', { anchorOn: d('2025-05-01') }, null, '2026-05-01'],
  ] as const)('%s %o → %s，复核 %s', (phrase, over, dueOn, reviewOn) =>
    expect(due(phrase, over)).toMatchObject({ dueOn, reviewOn, needsConfirmation: false, unknownYears: [] }),
  )
  test.each([
    ['2024年12月前', {}, '有不同理解'],
    ['尽快达标', {}, '无法识别'],
    ['十日内', { receivedOn: null }, '没有收到日期'],
    ['省出台文件后2个月完成', {}, '“省出台文件后”的日期不明'],
    ['立行立改', { receivedOn: null }, '没有收到日期'],
    ['立行立改', { immediateBy: 'entry' }, '没有录入进驻日期'],
    ['立行立改（进驻前完成）', {}, '没有录入进驻日期'],
    ['长期坚持', { receivedOn: null }, '没有收到日期'],
  ] as const)('%s %o：待确认', (phrase, over, why) => {
    const found = due(phrase, over)
    expect(found).toMatchObject({ dueOn: null, reviewOn: null, needsConfirmation: true })
    expect(found.steps[0]).toContain(why)
  })
  it('确认过的期限优先于原文', () => {
    expect(due('2024年12月前', { confirmed: d('2024-11-30') })).toMatchObject({ dueOn: '2024-11-30', needsConfirmation: false })
    expect(due('2024年底前', { confirmed: d('2025-03-31') }).dueOn).toBe('2025-03-31')
  })
  it('逐步说明怎么算出来的', () => {
    expect(due('收到反馈后5个工作日内').steps).toEqual([
      '起算日：2024年6月5日（收到日），当日不计',
      '规则：5个工作日内',
      '日历：跳过周末和法定节假日，计入调休上班',
      '结果：2024年6月13日',
    ])
  })
  it('跨入放假安排未知的年份时说明', () => {
    const found = due('5个工作日内', { receivedOn: d('2024-12-30') })
    expect(found).toMatchObject({ dueOn: '2025-01-06', unknownYears: [2025] })
    expect(found.steps).toContain('注意：2025年放假安排未录入，按周末推算，录入后可能变动')
  })
  it('多给时间，期限不会提前', () => {
    const units = fc.constantFrom<DeadlineUnit[]>('hour', 'day', 'workday', 'week', 'month', 'quarter', 'year')
    fc.assert(
      fc.property(units, fc.nat(200), fc.nat(50), fc.nat(4000), (unit, amount, more, n) => {
        const receivedOn = addDays(d('2020-01-01'), n)
        const of = (count: number) => dueOf({ kind: 'within', amount: count, unit }, { ...facts, receivedOn }, calendar).dueOn ?? receivedOn
        expect(daysBetween(of(amount), of(amount + more))).toBeGreaterThanOrEqual(0)
        expect(of(0)).toBe(receivedOn)
        if (unit === 'quarter') expect(of(amount)).toBe(addMonths(receivedOn, amount * 3))
      }),
    )
  })
})
