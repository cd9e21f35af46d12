import { instant, int, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

export const reports = {
  name: 'reports',
  title: '报表文书',
  grants: {
    'report.export': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  },
  refusals: {
    'report.unwritable': { status: 422, message: '{message}' },
    'report.no-such-paper': { status: 404, message: '没有这一轮或这一次核查的文书，请刷新后重新选择' },
    'report.no-such-file': { status: 404, message: '没有这份导出文件：可能已过保存期，或不是您导出的。请重新导出' },
  },
  tables: {
    /** Files that jobs made, each for one person, until they expire. */
    export_file: unrecordedTable({
      id: uuid(),
      person_id: uuid(),
      file_name: text(),
      type: text(),
      file_hash: text(),
      file_bytes: int(),
      rows: int(),
      made_at: instant(),
      expires_at: instant(),
    }),
  },
} as const satisfies Room
