import type { ItemReply } from '../../items.contract.ts'
import type { LookbackResult } from '#kernel/rooms/lookback.ts'

/** What is typed of one visit; `version`: of the item it was begun on. */
export type RecordDraft = {
  readonly version: number
  readonly result: LookbackResult | ''
  readonly found: string
  readonly visitedOn: string
  readonly visitors: readonly string[]
  readonly evidenceIds: readonly string[]
}

/** A correction begins with what was recorded, a first record with today. */
export const draftOf = ({ version, asOf, row, visitorNames, evidenceIds }: ItemReply): RecordDraft => ({
  version,
  result: row.result ?? '',
  found: row.found ?? '',
  visitedOn: row.visitedOn ?? asOf,
  visitors: visitorNames,
  evidenceIds,
})

/** What still has to be filled in, in words. */
export function missingInRecord({ result, found, visitedOn, visitors, evidenceIds }: RecordDraft): string | null {
  if (result === '') return '请选择结果'
  if (found.trim() === '') return result === 'unverifiable' ? '请写明无法核实的原因' : '请填写核查情况'
  if (visitedOn === '') return '请选择核查日期'
  if (visitors.length === 0) return '请填写核查人员'
  return result !== 'unverifiable' && evidenceIds.length === 0 ? '请至少附一份“回头看”材料' : null
}
