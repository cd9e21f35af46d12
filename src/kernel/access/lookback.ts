import type { Grants } from '../roles.ts'

export const LOOKBACK_GRANTS = {
  'lookback.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  'lookback.manage': { officer: 'all' },
  'lookback.record': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', verifier: 'own-unit' },
  'lookback.decide': { officer: 'all' },
} as const satisfies Grants
