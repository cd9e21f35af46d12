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
