import { expect, test } from 'vitest'
import { type RecordDraft, missingInRecord } from './record-draft.ts'

const WHOLE: RecordDraft = {
  version: 1,
  result: 'stable',
  found: '已清理',
  visitedOn: '2026-11-20',
  visitors: ['核查人甲'],
  evidenceIds: ['a'],
}
test.each([
  [{}, null],
  [{ result: '' }, '请选择结果'],
  [{ found: ' ' }, '请填写核查情况'],
  [{ result: 'unverifiable', found: '' }, '请写明无法核实的原因'],
  [{ visitedOn: '' }, '请选择核查日期'],
  [{ visitors: [] }, '请填写核查人员'],
  [{ evidenceIds: [] }, '请至少附一份“回头看”材料'],
  [{ result: 'unverifiable', evidenceIds: [] }, null],
] as const)('登记表缺什么：%o → %s', (change, missing) => expect(missingInRecord({ ...WHOLE, ...change })).toBe(missing))
