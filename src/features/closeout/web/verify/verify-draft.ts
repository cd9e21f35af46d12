import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import type { Measure } from '#features/rectification/rectification.contract.ts'
import type { VerificationForm } from '../../closeout.contract.ts'
import { type BehalfDraft, NO_BEHALF, missingInBehalf } from '../forms/on-behalf.ts'
import { outOfField } from '../forms/moments.ts'

export type LineDraft = {
  readonly verdict: 'accepted' | 'refused' | ''
  readonly remark: string
  readonly acceptedIds: readonly EvidenceId[]
}
export type Member = { readonly id: PersonId; readonly name: string }
/** What a verifier has typed in the field so far. */
export type VerifyDraft = BehalfDraft & {
  /** What the page showed when it was begun: other material has to be looked at again. */
  readonly seal: string
  readonly from: string
  /** Empty: until the moment it is sent. */
  readonly to: string
  readonly place: string
  readonly members: readonly Member[]
  readonly lines: Readonly<Record<string, LineDraft>>
  readonly residents: string
  readonly monitoring: string
  readonly photoIds: readonly EvidenceId[]
  readonly text: string
}
type Line = Pick<Measure, 'id' | 'no' | 'evidence'>

const EMPTY_LINE: LineDraft = { verdict: '', remark: '', acceptedIds: [] }
/** What was found of one measure so far; files no longer among its proof are not accepted. */
export function lineOf({ lines }: VerifyDraft, { id, evidence }: Pick<Line, 'id' | 'evidence'>): LineDraft {
  const line = { ...EMPTY_LINE, ...lines[id] }
  return { ...line, acceptedIds: line.acceptedIds.filter((file) => evidence.includes(file)) }
}

type Start = Pick<VerifyDraft, 'seal' | 'from' | 'place' | 'members'>
export const verifyStart = ({ seal, from, place, members }: Start): VerifyDraft => ({
  seal,
  from,
  to: '',
  place,
  members,
  lines: {},
  residents: '',
  monitoring: '',
  photoIds: [],
  text: '',
  ...NO_BEHALF,
})

/** How many measures have no finding yet. */
export const leftOf = (draft: VerifyDraft, measures: readonly Line[]): number =>
  measures.filter((measure) => lineOf(draft, measure).verdict === '').length

/** 通过: every measure accepted. */
export const isPassed = (draft: VerifyDraft, measures: readonly Line[]): boolean =>
  measures.every((measure) => lineOf(draft, measure).verdict === 'accepted')

const fault = (bad: boolean, at: string, message: string) => (bad ? [{ at, message }] : [])

/** What still has to be filled in before it can be sent, each in words with the part of the page it stands in. */
export function faultsOf(
  draft: VerifyDraft,
  measures: readonly Line[],
  verifiersMin: number,
): { readonly at: string; readonly message: string }[] {
  return [
    ...measures.flatMap((measure) => lineFaults(lineOf(draft, measure), measure)),
    ...fault(draft.members.length < verifiersMin, 'people', `核查人员至少 ${verifiersMin} 人，现有 ${draft.members.length} 人`),
    ...fault(outOfField(draft.from) === undefined, 'time', '请填写核查开始时间'),
    ...fault(draft.to !== '' && draft.to < draft.from, 'time', '结束时间不能早于开始时间'),
    ...fault(draft.place.trim() === '', 'place', '请填写核查地点'),
    ...fault(draft.residents.trim() === '', 'residents', '请填写走访群众情况，没有走访的写明原因'),
    ...fault(draft.photoIds.length === 0, 'photos', '请至少拍一张现场照片'),
    ...fault(draft.text.trim() === '', 'text', '请填写核查结论'),
    ...behalfFaults(draft),
  ]
}

function behalfFaults(draft: VerifyDraft): { at: string; message: string }[] {
  const missing = missingInBehalf(draft)
  const isOut = draft.behalf && missing === null && !draft.members.some(({ id }) => id === draft.signatoryId)
  return [...(missing === null ? [] : [missing]), ...(isOut ? ['签字人须是核查人员之一'] : [])].map((message) => ({
    at: 'behalf',
    message,
  }))
}

function lineFaults({ verdict, remark, acceptedIds }: LineDraft, { id, no }: Line): { at: string; message: string }[] {
  if (verdict === '') return [{ at: id, message: `措施 ${no} 还没有选“采信”或“不采信”` }]
  if (verdict === 'accepted' && acceptedIds.length === 0) return [{ at: id, message: `措施 ${no} 采信的，至少勾选一份佐证` }]
  if (verdict === 'refused' && remark.trim() === '') return [{ at: id, message: `措施 ${no} 不采信的，请写明原因` }]
  return []
}

/** The form as the contract wants it; `now` stands for an end that was left open. */
export function formOf(draft: VerifyDraft, measures: readonly Line[], now: string): VerificationForm {
  const monitoring = draft.monitoring.trim()
  return {
    from: outOfField(draft.from) ?? '',
    to: outOfField(draft.to === '' ? now : draft.to) ?? '',
    place: draft.place.trim(),
    memberIds: draft.members.map(({ id }) => id),
    lines: measures.map((measure) => lineFor(measure.id, lineOf(draft, measure))),
    residents: draft.residents.trim(),
    monitoring: monitoring === '' ? undefined : monitoring,
    photoIds: [...draft.photoIds],
    text: draft.text.trim(),
  }
}
const lineFor = (measureId: MeasureId, { verdict, remark, acceptedIds }: LineDraft) => ({
  measureId,
  verdict: verdict === 'accepted' ? ('accepted' as const) : ('refused' as const),
  remark: remark.trim(),
  acceptedIds: verdict === 'accepted' ? [...acceptedIds] : [],
})
