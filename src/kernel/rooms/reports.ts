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
  },
} as const satisfies Room
