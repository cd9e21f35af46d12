import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import type { Day } from '#kernel/days.ts'
import type { Decision } from '#kernel/decision.ts'
import { type Item, type Recorder, assign, decide, end, mayRecord, mayStart, mayTakeIn, record, revokeKindOf } from './lookback.ts'
import { type Unassigned, propose } from './proposals.ts'
import { scopeWords } from './scope.ts'
import { LOOKBACK_RESULTS, OUTCOMES } from '#kernel/rooms/lookback.ts'

const TODAY = '2026-11-23' as Day
const ITEM: Item = {
  title: '露天堆场',
  endedOn: null,
  leads: [{ id: 'lead', name: '区住建局' }],
  result: 'stable',
  recordedBy: 'checker',
  outcome: null,
  closureLeft: 'declared',
}
const outcomeOf = <E>(decision: Decision<E>) => (decision.ok ? decision.event : decision.refusal.code)

test.each([
  ['范围与所见一致', { dueOn: '2026-12-31', expected: 3 }, 3, null],
  ['今天截止', { dueOn: '2026-11-23', expected: 1 }, 1, null],
  ['截止日期已过', { dueOn: '2026-11-22', expected: 3 }, 3, 'lookback.due-past'],
  ['范围变了', { dueOn: '2026-12-31', expected: 2 }, 3, 'lookback.scope-changed'],
  ['空范围', { dueOn: '2026-12-31', expected: 0 }, 0, 'lookback.empty'],
])('发起：%s', (_, form, found, answer) => expect(outcomeOf(mayStart(form, found, TODAY))).toBe(answer))

test('重新取范围：没有新的，不增加', () => expect(outcomeOf(mayTakeIn(0, 0))).toBe('lookback.empty'))

test.each([
  ['其他单位', {}, ['other', 'root'], null],
  ['收回', {}, [], null],
  ['责任单位自己', {}, ['lead', 'root'], 'lookback.own-unit'],
  ['责任单位的下属单位', {}, ['station', 'lead', 'root'], 'lookback.own-unit'],
  ['已处理', { outcome: 'verified' }, ['other'], 'lookback.decided'],
  ['已结束', { endedOn: '2026-11-01' }, ['other'], 'lookback.ended'],
] as const)('分派：%s', (_, change, path, answer) => expect(outcomeOf(assign({ ...ITEM, ...change }, path))).toBe(answer))

const NOBODY: Recorder = { everything: false, assigned: false, verifier: false, ofLead: false, didTheWork: false }
test.each([
  ['无关的人', NOBODY, 'lookback.not-yours'],
  ['被派的单位', { ...NOBODY, assigned: true }, null],
  ['验收人', { ...NOBODY, verifier: true }, null],
  ['专班或督导员', { ...NOBODY, everything: true }, null],
  ['办理过的专班', { ...NOBODY, everything: true, didTheWork: true }, 'lookback.own-work'],
  ['责任单位的验收人', { ...NOBODY, verifier: true, ofLead: true }, 'lookback.doer'],
  ['兼任责任单位的被派人', { ...NOBODY, assigned: true, ofLead: true }, 'lookback.doer'],
] as const)('登记：%s', (_, who, answer) => expect(outcomeOf(mayRecord(ITEM, who, null))).toBe(answer))

const FORM = { result: 'stable', visitedOn: '2026-11-20', evidenceIds: ['a'] } as const
test.each([
  ['有材料', FORM, null],
  ['当天', { ...FORM, visitedOn: '2026-11-23' }, null],
  ['明天', { ...FORM, visitedOn: '2026-11-24' }, 'lookback.visit-day'],
  ['没有材料', { ...FORM, evidenceIds: [] }, 'lookback.no-proof'],
  ['材料已撤下', { ...FORM, evidenceIds: ['a', 'gone'] }, 'lookback.bad-proof'],
  ['无法核实，没有材料', { ...FORM, result: 'unverifiable', evidenceIds: [] }, null],
] as const)('结果：%s', (_, form, answer) => expect(outcomeOf(record(form, new Set(['a']), TODAY))).toBe(answer))

/** result × outcome → without a reason, with one. */
const ENDINGS = {
  stable: { verified: ['none', 'none'], reopened: ['lookback.wrong-ending', 'lookback.wrong-ending'] },
  loosened: { verified: ['lookback.needs-reason', 'none'], reopened: ['declared', 'declared'] },
  rebound: { verified: ['lookback.wrong-ending', 'lookback.wrong-ending'], reopened: ['declared', 'declared'] },
  false: { verified: ['lookback.wrong-ending', 'lookback.wrong-ending'], reopened: ['declared', 'declared'] },
  unverifiable: { verified: ['lookback.wrong-ending', 'lookback.wrong-ending'], reopened: ['lookback.needs-reason', 'declared'] },
} as const
test.each(LOOKBACK_RESULTS.flatMap((result) => OUTCOMES.map((outcome) => [result, outcome] as const)))(
  '处理：%s → %s',
  (result, outcome) => {
    const answers = ['', '立行立改'].map((reason) => outcomeOf(decide({ ...ITEM, result }, { outcome, reason }, 'officer', true)))
    expect(answers).toEqual(ENDINGS[result][outcome])
  },
)

test.each([
  ['登记的人自己', { recordedBy: 'officer' }, true, 'lookback.same-person'],
  ['没有登记', { result: null }, true, 'lookback.not-recorded'],
  ['材料撤下了', {}, false, 'lookback.proof-gone'],
  ['已经处理', { outcome: 'reopened' }, true, 'lookback.decided'],
  ['已经不在销号状态', { closureLeft: 'none' }, true, 'lookback.nothing-stands'],
] as const)('处理不了：%s', (_, change, proof, answer) =>
  expect(outcomeOf(decide({ ...ITEM, ...change }, { outcome: 'verified', reason: '' }, 'officer', proof))).toBe(answer),
)

test.each([
  ['declared', 'declared'],
  ['closed', 'revoke'],
  ['none', 'none'],
] as const)('重新整改：%s 的后果是 %s', (closureLeft, effect) =>
  expect(outcomeOf(decide({ ...ITEM, result: 'rebound', closureLeft }, { outcome: 'reopened', reason: '' }, 'officer', true))).toBe(effect),
)

test.each([
  ['rebound', 'rebound'],
  ['false', 'false'],
  ['loosened', 'incomplete'],
  ['unverifiable', 'incomplete'],
  [null, 'incomplete'],
] as const)('撤销情形：%s → %s', (result, kind) => expect(revokeKindOf(result)).toBe(kind))

test.each([
  [0, '', null, null],
  [2, '', null, 'lookback.left'],
  [2, '工作调整', null, null],
  [0, '', '2026-11-01', 'lookback.ended'],
] as const)('结束：剩 %i 项，原因“%s”', (left, reason, endedOn, answer) => expect(outcomeOf(end(left, reason, endedOn))).toBe(answer))

const unit = fc.constantFrom('甲', '乙', '丙')
const unassigned = fc.record({ leads: fc.uniqueArray(unit), holders: fc.uniqueArray(unit) })
test('分派建议：每一项正好算一次，谁也不看自己', () => {
  fc.assert(
    fc.property(fc.array(unassigned, { maxLength: 40 }), (drawn) => {
      const items = drawn.map(({ leads, holders }, i): Unassigned => ({
        id: String(i),
        leads,
        holders: holders.map((name) => ({ id: name, name })),
      }))
      const { units, nobody, ownWork } = propose(items)
      expect(units.flatMap((one) => one.items).length + nobody + ownWork).toBe(items.length)
      for (const one of units) for (const id of one.items) expect(items[Number(id)]?.leads).not.toContain(one.id)
    }),
  )
})

test('范围的说法', () =>
  expect(
    scopeWords(
      {
        sources: ['s'],
        classes: ['feedback'],
        inspections: [],
        rounds: [],
        closures: ['done', 'ours'],
        units: ['x'],
        before: '2026-01-01',
        again: true,
      },
      { s: '第一轮反馈' },
      { feedback: '督察反馈' },
    ),
  ).toEqual([
    '销号情况：原台账载明完成、本系统销号',
    '问题来源：第一轮反馈',
    '来源类别：督察反馈',
    '牵头单位：（已不存在）',
    '2026-01-01 之前完成或销号（日期不明的一并列入）',
    '含以前“回头看”已经核实的',
  ]))
