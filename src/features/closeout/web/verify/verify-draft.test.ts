import { expect, test } from 'vitest'
import { EvidenceId } from '#kernel/rooms/evidence.ts'
import { MeasureId } from '#kernel/rooms/problems.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { VerificationForm } from '../../closeout.contract.ts'
import { type VerifyDraft, faultsOf, formOf, isPassed, leftOf, lineOf, verifyStart } from './verify-draft.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const file = (n: number) => EvidenceId.parse(uuid(100 + n))
const measures = [1, 2].map((no) => ({ id: MeasureId.parse(uuid(no)), no, evidence: [file(no), file(no + 10)] }))
const member = (n: number) => ({ id: PersonId.parse(uuid(50 + n)), name: `核查人员${n}` })

const start = verifyStart({ seal: 'a'.repeat(64), from: '2026-11-23T09:00', place: '青禾镇东村', members: [member(1)] })
const whole: VerifyDraft = {
  ...start,
  members: [member(1), member(2)],
  lines: {
    [uuid(1)]: { verdict: 'accepted', remark: ' 属实 ', acceptedIds: [file(1)] },
    [uuid(2)]: { verdict: 'refused', remark: '仍有渗漏', acceptedIds: [file(2)] },
  },
  residents: '走访 3 户',
  photoIds: [file(30)],
  text: '一条不到位',
}
const messagesOf = (draft: VerifyDraft) => faultsOf(draft, measures, 2).map(({ message }) => message)

test('现场核查：缺什么逐条说明，填齐之后没有缺项，得到的表合乎约定', () => {
  expect(messagesOf(start)).toEqual([
    '措施 1 还没有选“采信”或“不采信”',
    '措施 2 还没有选“采信”或“不采信”',
    '核查人员至少 2 人，现有 1 人',
    '请填写走访群众情况，没有走访的写明原因',
    '请至少拍一张现场照片',
    '请填写核查结论',
  ])
  expect(leftOf(start, measures)).toBe(2)
  expect(messagesOf(whole)).toEqual([])
  const form = formOf(whole, measures, '2026-11-23T11:30')
  expect(VerificationForm.safeParse(form).success).toBe(true)
  expect(form).toMatchObject({ from: '2026-11-23T09:00:00+08:00', to: '2026-11-23T11:30:00+08:00' })
  expect(form.lines).toEqual([
    { measureId: uuid(1), verdict: 'accepted', remark: '属实', acceptedIds: [file(1)] },
    { measureId: uuid(2), verdict: 'refused', remark: '仍有渗漏', acceptedIds: [] },
  ])
})

test('采信要有佐证，不采信要有原因；撤下的佐证不再算采信', () => {
  const line = (over: object) => ({
    ...whole,
    lines: { ...whole.lines, [uuid(1)]: { verdict: 'accepted', remark: '', acceptedIds: [], ...over } as const },
  })
  expect(messagesOf(line({}))).toEqual(['措施 1 采信的，至少勾选一份佐证'])
  expect(messagesOf(line({ verdict: 'refused' }))).toEqual(['措施 1 不采信的，请写明原因'])
  const gone = line({ acceptedIds: [file(77)] })
  expect(lineOf(gone, { id: MeasureId.parse(uuid(1)), evidence: [file(1)] }).acceptedIds).toEqual([])
  expect(messagesOf(gone)).toEqual(['措施 1 采信的，至少勾选一份佐证'])
})

test('全部采信才是通过；结束不早于开始；代录的签字人须是核查人员', () => {
  expect(isPassed(whole, measures)).toBe(false)
  expect(
    isPassed({ ...whole, lines: { ...whole.lines, [uuid(2)]: { verdict: 'accepted', remark: '', acceptedIds: [file(2)] } } }, measures),
  ).toBe(true)
  expect(messagesOf({ ...whole, to: '2026-11-23T08:59' })).toEqual(['结束时间不能早于开始时间'])
  const paper = { behalf: true, signedOn: '2026-11-23', scanIds: [file(40)] }
  expect(messagesOf({ ...whole, ...paper, signatoryId: member(9).id })).toEqual(['签字人须是核查人员之一'])
  expect(messagesOf({ ...whole, ...paper, signatoryId: member(2).id })).toEqual([])
})
