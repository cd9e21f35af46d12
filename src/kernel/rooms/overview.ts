import type { Room } from '../declaration.ts'

export const overview = {
  name: 'overview',
  title: '工作台',
  grants: {
    'desk.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
    'desk.officer': { officer: 'all', supervisor: 'all' },
  },
} as const satisfies Room
