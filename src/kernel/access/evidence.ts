import type { Grants } from '../roles.ts'

export const EVIDENCE_GRANTS = {
  'evidence.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  'evidence.add': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', verifier: 'own-unit' },
  'evidence.take-down': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
} as const satisfies Grants
