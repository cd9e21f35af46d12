import { choice, named, table, text, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

const STATES = { taken: '待检测', reported: '已出结果' } as const

export const sample = {
  name: 'sample',
  title: '采样检测',
  grants: {
    'sample.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit' },
    'sample.manage': { officer: 'all' },
    'sample.report': { officer: 'all', handler: 'own-unit' },
  },
  refusals: { 'sample.reported': { status: 409, message: '该样品已经登记检测结果' } },
  acts: { 'sample.take': '登记样品', 'sample.report': '登记检测结果' },
  tables: {
    sample: table('matter_id', {
      matter_id: uuid(),
      state: choice('样品状态', STATES),
      finding: text('检测结果').orNull(),
      person_id: named('登记人'),
    }),
  },
  kinds: { sample: { title: '样品', facts: 'sample', number: { prefix: '样' }, path: '/samples/:id' } },
} as const satisfies Room
