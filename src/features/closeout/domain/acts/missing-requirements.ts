import { type ChainStep, isOthersOpinion } from '#kernel/rooms/closeout-chain.ts'
import { isOfSort } from '#kernel/rooms/closeout-steps.ts'
import type { Line, MeasureFacts, NewEntry, Situation } from '../situation.ts'
import { meetsFloor } from '../chain/hands.ts'
import { passedBy } from '../chain/steps.ts'

const nos = (measures: readonly MeasureFacts[]) => measures.map(({ no }) => no).join('、')
const when = (missing: boolean, message: string) => (missing ? [message] : [])

/** What still stands in the way of an application, each in words, all at once (rules.md R-52). */
export function missingRequirements(s: Situation): string[] {
  if (s.level === 'item') return ['上级原文不单独申请，下属问题全部销号后自动销号']
  const undone = s.measures.filter(({ done }) => !done)
  const unproved = s.measures.filter(({ proof }) => proof.length === 0)
  const needs = (holder: string) => s.chain.some((step) => step.holder === holder)
  return [
    ...when(s.declared, '原台账载明已完成或已销号，须先在“回头看”中重新办理'),
    ...when(s.measures.length === 0, '没有整改措施，至少要有一条'),
    ...when(undone.length > 0, `措施 ${nos(undone)} 尚未完成`),
    ...when(unproved.length > 0, `措施 ${nos(unproved)} 没有佐证`),
    ...missingSince(s),
    ...missingPoints(s),
    ...when(s.parties.lead === null, '没有明确牵头单位'),
    ...when(needs('acceptance') && s.parties.acceptance.length === 0, '没有明确验收单位'),
    ...when(needs('leader') && s.parties.leaders.length === 0, '没有明确包联领导'),
    ...when(needs('territory_head') && s.parties.territory.length === 0, '没有明确属地'),
  ]
}

/** A closure that was taken back is not closed again by what it was closed by, nor without a word on what was done. */
function missingSince({ revoked }: Situation) {
  if (revoked === null) return []
  const { on, unproved, unsaid } = revoked
  return [
    ...when(
      unproved.length > 0,
      `措施 ${unproved.join('、')} 没有撤销（${on}）之后的新佐证，请上传此后拍摄或落款的照片、材料，写明日期并关联`,
    ),
    ...when(unsaid.length > 0, `措施 ${unsaid.join('、')} 没有填报撤销之后做了什么，请填报进展`),
  ]
}

const NAMED_POINTS = 5
const missingPoints = ({ openPoints }: Situation) =>
  when(
    openPoints.length > 0,
    `还有 ${openPoints.length} 个点位未销号：${openPoints.slice(0, NAMED_POINTS).join('、')}${openPoints.length > NAMED_POINTS ? ' 等' : ''}`,
  )

/** Whether the verifiers' word on a measure still stands: accepted, with at least one accepted file that still proves it. */
const standsAccepted = ({ id, proof }: MeasureFacts, lines: readonly Line[]) =>
  lines.some(
    ({ measureId, verdict, acceptedIds }) => measureId === id && verdict === 'accepted' && acceptedIds.some((file) => proof.includes(file)),
  )

/** What forbids closing at this moment, in words: everything is looked at again, whatever was true when it was applied for. */
export function missingForClosing(s: Situation, closing: ChainStep, closingEntry: NewEntry): string[] {
  const entries = s.running?.entries ?? []
  const before = s.chain.slice(
    0,
    s.chain.findIndex(({ key }) => key === closing.key),
  )
  const waiting = before.filter(({ key }) => passedBy(entries, key)?.seal !== s.seal)
  const found = before.flatMap((step) => (isOfSort(step, 'verification') ? [passedBy(entries, step.key)?.facts.verification] : []))
  const unaccepted = s.measures.filter((measure) => !found.every((verification) => standsAccepted(measure, verification?.lines ?? [])))
  const judges = new Set(found.flatMap((verification) => verification?.memberIds ?? []))
  const judged = before
    .filter((step) => isOfSort(step, 'opinion') && step.holder !== 'lead_head')
    .map(({ key }) => passedBy(entries, key)?.signatoryId)
  const undone = s.measures.filter(({ done }) => !done)
  const both = s.doers.filter(({ id }) => judges.has(id) || judged.includes(id))
  const recorders = before.flatMap(({ key }) => passedBy(entries, key)?.recorderId ?? [])
  const entered = s.doers.filter(({ id }) => recorders.includes(id))
  return [
    ...when(s.declared, '原台账载明已完成或已销号，须先在“回头看”中重新办理'),
    ...when(s.measures.length === 0, '没有整改措施'),
    ...when(undone.length > 0, `措施 ${nos(undone)} 尚未完成`),
    ...when(waiting.length > 0, `“${waiting.map(({ name }) => name).join('”“')}”没有有效的结果`),
    ...when(found.length === 0 || unaccepted.length > 0, `措施 ${nos(unaccepted)} 没有经现场核查认可且仍然有效的佐证`),
    ...when(judges.size < s.verifiersMin, `现场核查不足 ${s.verifiersMin} 人`),
    ...when(both.length > 0, `${both.map(({ name }) => name).join('、')}既办理又核查或签署意见`),
    ...when(entered.length > 0, `${entered.map(({ name }) => name).join('、')}既办理又代录核查或意见`),
    ...when(
      !meetsFloor(s.chain, entries, isOthersOpinion(closing) ? closingEntry : null),
      '现场核查与责任单位以外的意见不是由两个人分别作出、分别录入的',
    ),
    ...missingSince(s),
    ...missingPoints(s),
  ]
}
