import { z } from 'zod'
import { choice, instant, int, json, named, table, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** One type per kind of id: a unit id where a matter id belongs does not compile. */
export const IntakeId = z.guid().brand<'IntakeId'>()
export type IntakeId = z.infer<typeof IntakeId>

export const INTAKE_STATES = ['open', 'committed', 'discarded', 'unreadable'] as const
const INTAKE_STATE_WORDS: Readonly<Record<(typeof INTAKE_STATES)[number], string>> = {
  open: '待导入',
  committed: '已导入',
  discarded: '已放弃',
  unreadable: '不能读取',
}
const ROW_OUTCOME_WORDS = { added: '新增', updated: '更新', unchanged: '未变', refused: '拒收' } as const

export const intake = {
  name: 'intake',
  title: '导入',
  grants: { 'intake.import': { officer: 'all' } },
  refusals: {
    'intake.unreadable': { status: 422, message: '{message}' },
    'intake.not-found': { status: 404, message: '没有这份待导入的文件，或您无权查看' },
    'intake.not-open': { status: 409, message: '这份文件已于 {at} 由 {who} 处理，不能再次导入' },
    'intake.committing': { status: 409, message: '这份文件正在导入，请等它完成，或先取消导入' },
    'intake.no-source': { status: 422, message: '请先选择督察与问题来源' },
    'intake.no-rows': { status: 422, message: '没有可以导入的行：{why}' },
    'intake.too-large': { status: 422, message: '文件超过 {limit} MB，请拆分后再导入' },
  },
  acts: {
    'intake.upload': '上传文件',
    'intake.refuse': '上传文件未能读取',
    'intake.add': '导入新增',
    'intake.update': '导入更新',
    'intake.commit': '完成导入',
    'intake.discard': '放弃导入',
  },
  tables: {
    intake: table(
      'id',
      {
        id: uuid(),
        file_name: text('文件名'),
        file_hash: text(),
        file_bytes: int(),
        state: choice('导入状态', INTAKE_STATE_WORDS),
        source_id: named('来源').orNull(),
        choices: json().unrecorded(),
        rows_hash: text().orNull(),
        receipt: json('回执', { read: '读入', ...ROW_OUTCOME_WORDS }).orNull(),
        person_id: uuid(),
        created_at: instant(),
        committed_at: instant().orNull(),
      },
      { name: ['file_name'] },
    ),
    /** What each row of a file became; the raw cells stay beside whatever was made of them. */
    intake_row: unrecordedTable({
      intake_id: uuid(),
      seq: int(),
      sheet: text(),
      row: int(),
      outcome: text(),
      matter_id: uuid().orNull(),
      raw: json(),
      issues: json(),
    }),
  },
} as const satisfies Room
