import { z } from 'zod'
import { choice, day, instant, int, named, searchVector, table, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

export const MatterId = z.guid().brand<'MatterId'>()
export type MatterId = z.infer<typeof MatterId>

/** Who holds what in a matter (rules.md R-21). */
export const PARTS = ['leader', 'lead', 'co', 'territory', 'person', 'acceptance', 'supervising'] as const
export type Part = (typeof PARTS)[number]
export const PART_WORDS: Readonly<Record<Part, string>> = {
  leader: '包联领导',
  lead: '牵头单位',
  co: '配合单位',
  territory: '属地',
  person: '责任人',
  acceptance: '验收单位',
  supervising: '督导单位',
}

export const ISSUER_WORDS = { national: '国家', provincial: '省', city: '市', district: '区' } as const
/** How far a matter's closing is. */
export const MATTER_STATES = ['open', 'in_closeout', 'closed'] as const
export type MatterState = (typeof MATTER_STATES)[number]
export const MATTER_STATE_WORDS: Readonly<Record<MatterState, string>> = { open: '未申请销号', in_closeout: '验收中', closed: '已销号' }

export const matters = {
  name: 'matters',
  title: '事项',
  grants: {
    /** Who may search at all; what each finds is what its kind lets the reader see. */
    'matter.search': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  },
  refusals: {
    'matter.not-found': { status: 404, message: '没有这个事项，或您无权查看' },
    'matter.changed': { status: 409, message: '该事项已于 {at} 被 {who} 改动，请核对后再保存' },
  },
  tables: {
    matter: table(
      'id',
      {
        id: uuid(),
        kind: text(),
        title: text(), // put together from task, wording and point
        state: choice('销号状态', MATTER_STATE_WORDS),
        cycle: int().orDefault(),
        step: text('环节').orNull(),
        version: int().orDefault(),
        due_on: day('最后日期').orNull(),
        done_on: day('完成日期').orNull(),
        place: text('地点').orNull(),
        search_text: text().digested(),
        search: searchVector().unrecorded(),
        /** What it inherits from and is locked with; its kind gives it. */
        parent_id: uuid().orNull().computed(),
        created_at: instant(),
      },
      { name: ['title'] },
    ),
    matter_number: table('matter_id', {
      matter_id: uuid(),
      issuer: choice('编号层级', ISSUER_WORDS),
      source_id: uuid().orNull(),
      no: text('编号'),
    }),
    responsibility: table('id', {
      id: uuid(),
      matter_id: uuid(),
      part: choice('责任', PART_WORDS),
      unit_id: named('单位').orNull(),
      person_id: named('人员').orNull(),
      holder_text: text('名称').orNull(),
      phone: text('电话').orNull().sensitive(),
      sort: int().orDefault(),
      from_on: day('起始日期'),
      to_on: day('终止日期').orNull(),
    }),
    /** Who takes part, because of what: follows from facts of several rooms, so no event holds it; verify computes it again. */
    participant: unrecordedTable({
      matter_id: uuid(),
      unit_id: uuid().orNull(),
      person_id: uuid().orNull(),
      because: text(),
      who: uuid().orDefault(), // the one or the other, for the index
    }),
  },
} as const satisfies Room
