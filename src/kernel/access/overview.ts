import type { Grants } from '../roles.ts'

export const OVERVIEW_GRANTS = {
  'desk.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  'desk.officer': { officer: 'all', supervisor: 'all' },
} as const satisfies Grants
