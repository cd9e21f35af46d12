import type { Grants } from '../roles.ts'

/** Who may act in a close-out at all; whose turn it is says the chain of the running cycle. */
export const CLOSEOUT_GRANTS = {
  'closeout.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
  'closeout.apply': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
  'closeout.withdraw': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
  'closeout.sign': { officer: 'all', supervisor: 'all', head: 'own-unit', leader: 'mine' },
  'closeout.verify': { verifier: 'own-unit' },
  'closeout.record': { officer: 'all' },
  'closeout.notice': { officer: 'all' },
  'closeout.file': { officer: 'all' },
  'closeout.revoke': { officer: 'all' },
  'closeout.save-chain': { officer: 'all' },
} as const satisfies Grants
