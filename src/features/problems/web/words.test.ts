import { describe, expect, it } from 'vitest'
import { Day } from '#kernel/days.ts'
import { declaredWords } from './problem/declared-words.ts'
import { permissionHint } from './ledger/permission-hint.ts'
import { clockOf, measureCount, phonesOf } from './ledger/row-words.ts'

const running = {
  schedule: 'on_time',
  clock: { text: '还剩30天（22个工作日）', tone: 'calm' },
  dueOn: Day.parse('2026-12-23'),
  reviewOn: null,
} as const

describe('台账一行的文字', () => {
  it('时钟：计时中说还剩多少，七天内提醒', () => {
    expect(clockOf(running)).toMatchObject({ text: '还剩30天（22个工作日）', tone: 'good' })
    expect(clockOf({ ...running, clock: { text: '今天到期', tone: 'soon' } })).toMatchObject({ text: '今天到期', tone: 'warn' })
    expect(clockOf({ ...running, schedule: 'overdue', clock: { text: '超期3天', tone: 'late' } })).toMatchObject({
      text: '超期3天',
      tone: 'alarm',
    })
  })

  it('时钟：已经不计时的，不再显示超期', () => {
    expect(clockOf({ ...running, schedule: 'ended', clock: { text: '超期400天', tone: 'late' } })).toMatchObject({
      text: '不再计时',
      tone: 'muted',
    })
  })

  it('时钟：长期坚持没有最后期限，显示下次复核', () => {
    expect(clockOf({ ...running, dueOn: null, reviewOn: Day.parse('2027-11-23'), clock: { text: '期限待确认', tone: 'none' } }).text).toBe(
      '2027-11-23 复核',
    )
  })

  it('措施几分之几；没有措施不写 0/0', () => {
    expect([measureCount({ measuresDone: 2, measuresTotal: 5 }), measureCount({ measuresDone: 0, measuresTotal: 0 })]).toEqual(['2/5', ''])
  })

  it('电话与责任人逐个对应，没有电话的留空位', () => {
    const person = [null, '0500-100', null].map((phone) => ({ id: null, name: '甲', phone }))
    expect(phonesOf({ person })).toBe('、0500-100')
  })
})

describe('问题页的文字', () => {
  it('原台账载明：谁的话、在哪里', () => {
    expect(declaredWords({ raw: '已销号', on: '2023-06-30', file: '整改台账.xlsx', at: '台账 第 12 行' })).toBe(
      '原台账载明：已销号，2023-06-30（整改台账.xlsx，台账 第 12 行）',
    )
    expect(declaredWords({ raw: '已完成', on: null, file: null, at: null })).toBe('原台账载明：已完成')
  })

  it('不能办的，说明由谁办', () => {
    expect(permissionHint('problem.name-person')).toBe('由专班成员、单位负责人办理')
  })
})
