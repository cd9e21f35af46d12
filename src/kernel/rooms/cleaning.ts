import { bigint, instant, int, json, named, table, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

export const cleaning = {
  name: 'cleaning',
  title: '举报人信息清理',
  grants: {
    /** Looks for what was not sealed when it came, in everything that is stored; the report holds counts alone. */
    'complainant.clean': { officer: 'all', security_admin: 'all' },
    /** Seals what was missed in one problem. */
    'complainant.seal': { officer: 'all' },
  },
  refusals: {
    'complainant.not-there': { status: 422, message: '这个问题的记录里没有这段文字，请从页面上原样复制' },
  },
  acts: { 'complainant.clean': '清理举报人信息', 'complainant.seal': '封存举报人信息' },
  tables: {
    /** An event of which something was taken out: what it was hashed to before and after. */
    event_redaction: table('id', {
      id: uuid(),
      event_id: bigint(),
      no: int(),
      hash_before: text(),
      hash_after: text(),
      places: int('封存处数'),
    }),
    cleaning_report: table('id', {
      id: uuid(),
      person_id: named('发起人').orNull(),
      started_at: instant(),
      ended_at: instant('清理完成'),
      report: json(),
    }),
    /** How far a cleaning under way is. */
    cleaning_state: unrecordedTable({ id: uuid(), started_at: instant(), phase: text(), after: text(), found: json() }),
    /** Whether something from before sealing may stand here. */
    cleaning_due: unrecordedTable({ since: instant() }),
  },
} as const satisfies Room
