import { z } from 'zod'
import type { Room } from '../declaration.ts'

export const overview = {
  name: 'overview',
  title: '工作台',
  grants: {
    'desk.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
    'desk.officer': { officer: 'all', supervisor: 'all' },
  },
  settings: {
    'desk.soon-days': {
      title: '临期天数',
      help: '距最后日期不超过这些天的列为临期',
      unit: '天',
      shape: z.int().min(1).max(90),
      standard: 7,
      scopes: ['place'],
    },
  },
} as const satisfies Room
