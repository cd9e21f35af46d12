import type { Grants } from '../roles.ts'

/** Of units, those that do the work (lead, co, territory, or named at a measure); whoever only accepts it does not report it. */
export const RECTIFICATION_GRANTS = {
  'rectification.plan': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
  'rectification.report': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
  'rectification.link': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
} as const satisfies Grants
