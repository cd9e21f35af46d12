import { bigint, text, unrecordedTable } from '../columns.ts'
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
  tables: { event_seal: unrecordedTable({ seq: bigint(), event_id: bigint(), chain: text() }) },
} as const satisfies Room
