import type { Grants } from '../roles.ts'

export const REPORTS_GRANTS = {
  'report.export': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
} as const satisfies Grants
