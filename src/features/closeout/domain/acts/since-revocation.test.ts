import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, addDays } from '#kernel/days.ts'
import { REVOCATION, actor, running, situation, TODAY } from '#test/closeout/closeout-fixture.ts'
import { decideRevoke } from '../decide/decide-application.ts'
import type { CaseFile } from '../situation.ts'
import { missingForClosing, missingRequirements } from './missing-requirements.ts'
import { sinceRevocation } from './since-revocation.ts'

const takenBack = { on: '2026-11-20' as Day, at: '2026-11-20T02:00:00.000Z', measureIds: [] as string[] }
const file = (change: Partial<CaseFile>): CaseFile => ({
  id: 'p1',
  hash: 'h',
  name: 'x.jpg',
  takenAt: null,
  takenFrom: null,
  effectiveOn: null,
  side: null,
  pair: null,
  note: null,
  purpose: 'proof',
  reused: null,
  ...change,
})
const measure = { id: 'm1', no: 1, doneOn: '2026-11-22' as Day, proof: [{ id: 'p1' }], latest: {} }

test.each([
  ['撤销之后拍的照片', file({ takenAt: '2026-11-20T02:00:00.000Z' }), []],
  ['撤销之前拍的照片', file({ takenAt: '2026-11-20T01:59:59.999Z' }), [1]],
  ['撤销当日落款的材料', file({ effectiveOn: '2026-11-20' as Day }), []],
  ['撤销之前落款的材料', file({ effectiveOn: '2026-11-19' as Day }), [1]],
  ['没有写明日期', file({}), [1]],
  ['上一轮收到的', file({ id: 'p0', takenAt: '2026-11-21T00:00:00.000Z' }), [1]],
])('第二轮的佐证：%s', (_, proof, unproved) => {
  expect(sinceRevocation(takenBack, [measure], [proof])).toEqual({ on: '2026-11-20', unproved, unsaid: [] })
})

test('只要求反弹的措施；没有填报的说明；没有佐证或未完成的另有说明', () => {
  const measures = [measure, { ...measure, id: 'm2', no: 2 }, { ...measure, id: 'm3', no: 3, latest: null }]
  expect(sinceRevocation({ ...takenBack, measureIds: ['m2', 'm3'] }, measures, [])).toMatchObject({ unproved: [2, 3], unsaid: [3] })
  expect(sinceRevocation({ ...takenBack, measureIds: ['m9'] }, measures, [])?.unproved).toEqual([1, 2, 3])
  expect(sinceRevocation(takenBack, [{ ...measure, proof: [], doneOn: null, latest: null }], [])).toMatchObject({
    unproved: [],
    unsaid: [],
  })
  expect(sinceRevocation(null, measures, [])).toBeNull()
})

test('没有新佐证，既不能申请，也不能销号', () => {
  const s = situation({ revoked: { on: '2026-11-20' as Day, unproved: [1], unsaid: [2] } })
  const closing = s.chain.find(({ closes }) => closes)
  if (!closing) throw new Error('no closing step')
  for (const missing of [missingRequirements(s), missingForClosing(s, closing, {} as never)])
    expect(missing.join('；')).toMatch(/措施 1 没有撤销（2026-11-20）之后的新佐证.*措施 2 没有填报撤销之后做了什么/u)
})

test('多少旧佐证都不算新佐证', () => {
  const old = fc.integer({ min: 1, max: 2000 }).map((days) => addDays(takenBack.on, -days))
  fc.assert(
    fc.property(fc.array(old, { minLength: 1 }), (days) => {
      const files = days.map((day, i) => file({ id: `p${i}`, takenAt: `${day}T23:59:59.999Z`, effectiveOn: day }))
      expect(sinceRevocation(takenBack, [{ ...measure, proof: files }], files)?.unproved).toEqual([1])
    }),
  )
})

test.each([
  ['没有写明新时限的依据', { basis: '' }, 'closeout.empty'],
  ['新时限早于今天', { dueOn: '2026-11-22' as Day }, 'closeout.limit-past'],
  ['反弹的措施不在方案中', { measureIds: ['m9'] }, 'closeout.not-measure'],
])('撤销：%s', (_, change, code) => {
  const decided = decideRevoke(
    situation({ state: 'closed', running: running() }),
    { actor: actor('officer'), today: TODAY },
    { ...REVOCATION, ...change },
  )
  expect(decided.ok ? null : decided.refusal.code).toBe(code)
})
