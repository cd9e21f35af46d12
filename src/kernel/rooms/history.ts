import { bigint, instant, table, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

export const history = {
  name: 'history',
  title: '办理记录',
  grants: {
    'history.view': { officer: 'all', supervisor: 'all' },
    'history.view-matter': {
      officer: 'all',
      supervisor: 'all',
      handler: 'own-unit',
      head: 'own-unit',
      leader: 'own-unit',
      verifier: 'own-unit',
    },
    /** A security admin is shown what the audit admins do, and nothing else (decision 0035). */
    'audit.view': { audit_admin: 'all', security_admin: 'all' },
    'audit.export': { audit_admin: 'all' },
    'audit.verify': { audit_admin: 'all' },
  },
  refusals: {
    'audit.too-many': { status: 422, message: '符合条件的审计记录超过 {most} 条，一次导不完。请缩短时间段，分几次导出' },
  },
  acts: {
    'history.checkpoint-key': '启用存照签名密钥',
    'history.clock-back': '服务器时钟被拨回',
    'history.adopt': '为已有数据登记校验值',
  },
  tables: {
    event_seal: unrecordedTable({ seq: bigint(), event_id: bigint(), chain: text() }),
    checkpoint_key: table('id', { id: uuid(), fingerprint: text('公钥指纹'), public_key: text(), made_at: instant('启用时间') }),
  },
} as const satisfies Room
