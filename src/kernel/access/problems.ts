import type { Grants } from '../roles.ts'

export const PROBLEMS_GRANTS = {
  'problem.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  'problem.edit': { officer: 'all' },
  'problem.name-person': { officer: 'all', head: 'own-unit' },
  'problem.save-view': { officer: 'all', supervisor: 'all', handler: 'all', head: 'all', leader: 'all', verifier: 'all' },
} as const satisfies Grants
