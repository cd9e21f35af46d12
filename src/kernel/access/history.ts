import type { Grants } from '../roles.ts'

export const HISTORY_GRANTS = {
  'history.view': { officer: 'all', supervisor: 'all' },
  'history.view-matter': {
    officer: 'all',
    supervisor: 'all',
    handler: 'own-unit',
    head: 'own-unit',
    leader: 'own-unit',
    verifier: 'own-unit',
  },
} as const satisfies Grants
