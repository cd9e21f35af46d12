import type { Grants } from '../roles.ts'

export const INTAKE_GRANTS = { 'intake.import': { officer: 'all' } } as const satisfies Grants
