import { z } from 'zod'
import { bigint, instant, int, json, named, table, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'
import { SECURITY_PAGE } from './org-settings.ts'

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
  settings: {
    'audit.days': {
      title: '审计记录至少保存多久',
      help: '不少于 180 天；期满之前任何人、任何程序都不能删除，期满之后本系统也不自动删除',
      unit: '天',
      shape: z.int().min(180).max(36_500),
      standard: 1_095,
      scopes: ['place'],
      page: SECURITY_PAGE,
    },
  },
  tables: {
    verification: table('id', {
      id: uuid(),
      at: instant('核验时间'),
      person_id: named('核验人'),
      events: int('办理记录'),
      problems: int('问题'),
      files: int('材料'),
      checkpoints: int('存照'),
      places: int('不一致'),
      findings: json<readonly { readonly where: string; readonly message: string }[]>(),
      notes: json<readonly string[]>(),
    }),
    event_seal: unrecordedTable({ seq: bigint(), event_id: bigint(), chain: text() }),
    checkpoint_key: table('id', { id: uuid(), fingerprint: text('公钥指纹'), public_key: text(), made_at: instant('启用时间') }),
  },
} as const satisfies Room
