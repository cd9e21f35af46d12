import { describe, expect, it, test } from 'vitest'
import { actorWith, aProblemId, otherUnit, ownUnit } from '#test/people.ts'
import { calendar2026 } from '#kernel/calendar-2026.ts'
import type { Day } from '#kernel/days.ts'
import { EvidenceId } from '#kernel/ids.ts'
import type { Problem } from '#features/problems/domain/problem.ts'
import { submitCloseout } from './closeout.ts'

const problem: Problem = { id: aProblemId, unitId: ownUnit, state: 'rectifying', openMeasures: 0, dueOn: '2026-12-01' as Day, version: 1 }
const input = {
  summary: '已完成三处排口封堵并通过复核，长效巡查机制已建立。',
  evidence: [EvidenceId.parse('55555555-5555-4555-8555-555555555555')],
}
const handler = actorWith('handler')
const today = '2026-09-29' as Day
const decide = (over: Partial<Problem>, by = handler, put = input) => submitCloseout({ ...problem, ...over }, put, by, today, calendar2026)

describe('申请销号', () => {
  it('措施已完成且有佐证：受理，审核期限跳过国庆放假、计入调休上班', () => {
    const d = decide({})
    expect(d.ok && d.event.reviewDueOn).toBe('2026-10-12')
  })
  test.each([
    ['别的单位', decide({}, actorWith('handler', otherUnit)), 'access.denied'],
    ['只读角色', decide({}, actorWith('supervisor')), 'access.denied'],
    ['已经报过', decide({ state: 'closeout-submitted' }), 'closeout.wrong-state'],
    ['还有措施', decide({ openMeasures: 2 }), 'closeout.measures-open'],
    ['没有佐证', decide({}, handler, { ...input, evidence: [] }), 'closeout.no-evidence'],
  ])('%s：不受理', (_, d, code) => expect(d.ok ? 'accepted' : d.refusal.code).toBe(code))
})
