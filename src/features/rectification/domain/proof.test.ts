import { expect, test } from 'vitest'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import { type LinkChanges, type Proving, linkProof } from './proof.ts'

const m = (name: string) => name as MeasureId
const e = (name: string) => name as EvidenceId
const link = (measure: string, file: string) => ({ measureId: m(measure), evidenceId: e(file) })
const file = (name: string, more: Partial<Proving['files'][number]> = {}) => ({
  id: e(name),
  name,
  isProof: true,
  takenDown: false,
  ...more,
})
const NOW: Proving = {
  level: 'problem',
  state: 'open',
  declared: null,
  measures: [
    { id: m('a'), no: 1, isDone: true, proofs: [e('x')] },
    { id: m('b'), no: 2, isDone: false, proofs: [e('x')] },
  ],
  files: [file('x'), file('y'), file('gone', { takenDown: true }), file('visit', { isProof: false })],
}
const decide = (changes: Partial<LinkChanges>, now = NOW) => linkProof(now, { add: [], remove: [], ...changes })

test.each([
  ['已销号', decide({ add: [link('a', 'y')] }, { ...NOW, state: 'closed' }), 'rectification.closed'],
  ['别处的措施', decide({ add: [link('z', 'y')] }), 'measure.not-found'],
  ['从别处的措施取消', decide({ remove: [link('z', 'y')] }), 'measure.not-found'],
  ['别处的材料', decide({ add: [link('a', 'other')] }), 'link.not-here'],
  ['核查照片不是整改佐证', decide({ add: [link('a', 'visit')] }), 'link.not-here'],
  ['已撤下的材料', decide({ add: [link('a', 'gone')] }), 'link.taken-down'],
  ['完成措施的最后一份', decide({ remove: [link('a', 'x')] }), 'link.last-proof'],
])('不许：%s', (_, decision, code) => expect(decision).toMatchObject({ refusal: { code } }))

test.each([
  ['一份证明几条', { add: [link('a', 'y'), link('b', 'y')] }, { add: [link('a', 'y'), link('b', 'y')], remove: [] }],
  ['已有的不再加，没有的不用取消', { add: [link('a', 'x')], remove: [link('a', 'y')] }, { add: [], remove: [] }],
  ['同时换一份', { add: [link('a', 'y')], remove: [link('a', 'x')] }, { add: [link('a', 'y')], remove: [link('a', 'x')] }],
  ['未完成措施的最后一份', { remove: [link('b', 'x')] }, { add: [], remove: [link('b', 'x')] }],
])('可以：%s', (_, changes, event) => expect(decide(changes)).toEqual({ ok: true, event }))
