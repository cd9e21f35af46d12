import type { Grants } from '../roles.ts'

export const ORG_GRANTS = {
  'org.view': { officer: 'all', handler: 'all', head: 'all', leader: 'all', verifier: 'all', supervisor: 'all', system_admin: 'all' },
  'org.save-unit': { officer: 'all', system_admin: 'all' },
  'org.save-person': { officer: 'all', system_admin: 'all' },
  'org.save-duty': { system_admin: 'all' },
  'org.save-account': { system_admin: 'all' },
  'org.save-inspection': { officer: 'all' },
  'org.load-holidays': { officer: 'all', system_admin: 'all' },
  'org.save-setting': { officer: 'all' },
} as const satisfies Grants
